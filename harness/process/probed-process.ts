import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { type ChildPlan, type ChildRecord, PLAN_VARIABLE, RECORD_FD } from './child-record.ts'
import { OutputLog } from './output-log.ts'
import { hasLivingProcess, killGroup } from './process-group.ts'

/** Loaded into the child before the module. */
const PRELOAD_URL = new URL('./child/preload.js', import.meta.url).href

/** Lines kept of the beginning of the output, and as many of its end. */
const MAX_LINES = 200

/** How long after the end of the process its output may take, which others may have inherited. */
const DRAIN_MS = 1000

/** How long processes that it has started may take to follow it. */
const FOLLOW_MS = 500

/** How to start it. */
export interface StartOptions {
  plan: ChildPlan
  args: readonly string[]
  execArgv: readonly string[]
  env: Readonly<Record<string, string | undefined>>
  cwd: string
}

/** A process that is probed, in a group of its own. Nothing of it is left once `end()` has been called. */
export class ProbedProcess {
  readonly output: OutputLog = new OutputLog(MAX_LINES)
  readonly records: ChildRecord[] = []
  readonly timeline: { atMs: number; event: string }[] = []
  /** When it last printed or told something. */
  lastSignOfLifeMs: number = performance.now()
  exit: { code: number | null; signal: NodeJS.Signals | null; atMs: number } | undefined
  /** Why it could not be started. */
  startError: Error | undefined
  readonly #child: ChildProcess
  readonly #startMs = performance.now()
  readonly #changed = new Set<() => void>()
  readonly #killAtExit = (): void => this.#kill()

  constructor({ plan, args, execArgv, env, cwd }: StartOptions) {
    this.#child = spawn(
      process.execPath,
      [...execArgv, '--import', PRELOAD_URL, plan.module, ...args],
      {
        cwd,
        env: { ...process.env, ...env, [PLAN_VARIABLE]: JSON.stringify(plan) },
        stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
        // A group of its own, so that whatever it starts can be ended with it.
        detached: process.platform !== 'win32',
        windowsHide: true,
      },
    )
    const { stdout, stderr, stdio } = this.#child
    for (const [name, stream] of [
      ['stdout', stdout],
      ['stderr', stderr],
    ] as const) {
      if (stream !== null) this.output.read(name, stream, () => this.#note())
    }
    const records = createInterface({ input: stdio[RECORD_FD] as Readable })
    records.on('line', (line) => this.#addRecord(line))
    this.#child.on('error', (error) => {
      this.startError = error
      this.#note()
    })
    this.#child.on('exit', (code, signal) => {
      const atMs = performance.now()
      // What it has said is read first: pipes and the news of its end come in any order.
      void this.waitUntil(() => this.#isDrained(), DRAIN_MS).then(() => {
        this.exit = { code, signal, atMs }
        this.#note()
      })
      this.addEvent(signal === null ? `exited with code ${code}` : `ended by ${signal}`)
    })
    process.on('exit', this.#killAtExit)
  }

  /** Waits until something is so; returns whether it is, or has become so in time. */
  async waitUntil(isSo: () => boolean, timeoutMs: number): Promise<boolean> {
    if (isSo()) return true
    return new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(timer)
        clearInterval(poll)
        this.#changed.delete(look)
        resolve(isSo())
      }
      const look = (): void => {
        if (isSo()) finish()
      }
      const timer = setTimeout(finish, timeoutMs)
      // Some of what is waited for is that nothing happens.
      const poll = setInterval(look, 20)
      this.#changed.add(look)
    })
  }

  send(signal: NodeJS.Signals): void {
    this.addEvent(`${signal} sent`)
    this.#child.kill(signal)
  }

  addEvent(event: string): void {
    this.timeline.push({ atMs: Math.round(performance.now() - this.#startMs), event })
    this.#note()
  }

  /** Ends it, its group, and all that was set up for it; returns whether others of its group lived on. */
  async end(): Promise<boolean> {
    const { pid, stdout, stderr, stdio } = this.#child
    const isAlone = (): boolean => pid === undefined || !hasLivingProcess(pid)
    const leavesProcesses = this.exit !== undefined && !(await this.waitUntil(isAlone, FOLLOW_MS))
    this.#kill()
    await this.waitUntil(() => this.exit !== undefined || this.startError !== undefined, 5000)
    await this.waitUntil(isAlone, FOLLOW_MS)
    for (const stream of [stdout, stderr, stdio[RECORD_FD]]) stream?.destroy()
    process.off('exit', this.#killAtExit)
    return leavesProcesses
  }

  #isDrained(): boolean {
    const { stdout, stderr, stdio } = this.#child
    return [stdout, stderr, stdio[RECORD_FD]].every((stream) => stream?.closed !== false)
  }

  #kill(): void {
    if (this.#child.pid === undefined) return
    killGroup(this.#child.pid)
    if (this.exit === undefined) this.#child.kill('SIGKILL')
  }

  #addRecord(line: string): void {
    let record: ChildRecord
    try {
      record = JSON.parse(line) as ChildRecord
    } catch {
      return
    }
    this.records.push(record)
    if (record.type === 'run') this.addEvent(`run #${record.n} ${record.state}`)
    else if (record.type === 'shutdown') this.addEvent(`shutdown() ${record.state}`)
    else if (record.type === 'signal') this.addEvent(`signal #${record.nth} arrived`)
    else if (record.type === 'exit-call') this.addEvent(`process.exit(${record.code})`)
    else this.#note()
  }

  #note(): void {
    this.lastSignOfLifeMs = performance.now()
    for (const look of this.#changed) look()
  }
}
