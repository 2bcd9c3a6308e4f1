import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, unlinkSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import {
  type ChildPlan,
  type ChildRecord,
  PLAN_VARIABLE,
  RECORD_FD,
  type TimedRecord,
} from './child-record.ts'
import { type EndWay, describeWay } from './end-way.ts'
import { OutputLog } from './output-log.ts'
import {
  type LivingProcess,
  findGroupMembers,
  hasLivingProcess,
  isAlive,
  killGroup,
} from './process-group.ts'

/** Loaded into the child before the module. */
const PRELOAD_URL = new URL('./child/preload.js', import.meta.url).href

/** Lines kept of the beginning of the output, and as many of its end. */
const MAX_LINES = 200

/** How long after the end of the process its output may take, which others may have inherited. */
const DRAIN_MS = 1000

/** How long processes that it has started may take to follow it. */
const FOLLOW_MS = 500

/** A process that another has left running. */
export interface LeftProcess extends LivingProcess {
  /** The line that started it. */
  frame?: string
}

/** How to start it. */
export interface StartOptions {
  plan: ChildPlan
  /** Whether it gets an IPC channel. */
  hasIpc: boolean
  args: readonly string[]
  execArgv: readonly string[]
  env: Readonly<Record<string, string | undefined>>
  cwd: string
}

/** A process that is probed, in a group of its own. Nothing of it is left once `end()` has been called. */
export class ProbedProcess {
  readonly output: OutputLog = new OutputLog(MAX_LINES)
  readonly records: TimedRecord[] = []
  readonly timeline: { atMs: number; event: string }[] = []
  /** When it last printed or told something. */
  lastSignOfLifeMs: number = performance.now()
  exit: { code: number | null; signal: NodeJS.Signals | null; atMs: number } | undefined
  /** Whether it has closed the pipe of its records, and goes on. */
  isMute = false
  /** Why it could not be started. */
  startError: Error | undefined
  readonly #child: ChildProcess
  readonly #startMs = performance.now()
  readonly #changed = new Set<() => void>()
  readonly #askFd: number
  /** What processes that it forks inherit from us. */
  readonly #ownFlags: string
  readonly #killAtExit = (): void => this.#kill()

  constructor({ plan, args, execArgv, env, cwd, hasIpc }: StartOptions) {
    this.#askFd = openNamelessFile()
    const flags = [...execArgv, '--import', PRELOAD_URL]
    this.#ownFlags = ` ${flags.join(' ')}`
    this.#child = spawn(process.execPath, [...flags, plan.module, ...args], {
      cwd,
      env: { ...process.env, ...env, [PLAN_VARIABLE]: JSON.stringify(plan) },
      stdio: ['pipe', 'pipe', 'pipe', 'pipe', this.#askFd, ...(hasIpc ? (['ipc'] as const) : [])],
      // A group of its own, so that whatever it starts can be ended with it.
      detached: process.platform !== 'win32',
      windowsHide: true,
    })
    const { stdin, stdout, stderr, stdio } = this.#child
    // It may end, or close what it reads from, at any time.
    stdin?.on('error', () => {})
    for (const [name, stream] of [
      ['stdout', stdout],
      ['stderr', stderr],
    ] as const) {
      if (stream !== null) this.output.read(name, stream, () => this.#note())
    }
    const records = createInterface({ input: stdio[RECORD_FD] as Readable })
    records.on('line', (line) => this.#addRecord(line))
    records.on('close', () => {
      this.isMute = true
      this.#note()
    })
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

  /** Writes to its standard input. */
  write(text: string): void {
    const { stdin } = this.#child
    // It may have closed it, or ended.
    if (stdin?.writable === true) stdin.write(text)
  }

  /** Ends its standard input. */
  endInput(): void {
    this.addEvent('stdin ended')
    this.#child.stdin?.end()
  }

  /** Hands over its standard output as it comes, beside the lines that are kept. */
  onOutput(listener: (chunk: string) => void): void {
    this.#child.stdout?.on('data', listener)
  }

  /** Tells it to end. */
  tellToEnd(way: Exclude<EndWay, { kind: 'lsp' }>): void {
    switch (way.kind) {
      case 'signal':
        this.addEvent(`${way.signal} sent`)
        this.#child.kill(way.signal)
        break
      case 'stdin':
        if (way.text !== undefined) this.write(way.text.endsWith('\n') ? way.text : `${way.text}\n`)
        this.endInput()
        break
      case 'message':
        this.addEvent(`${describeWay(way).replace(/^the /, '')} sent`)
        // One that has ended or disconnected meanwhile gets none.
        this.#child.send(way.message, () => {})
        break
      case 'disconnect':
        this.addEvent('IPC disconnected')
        if (this.#child.connected) this.#child.disconnect()
        break
      // no default
    }
  }

  /** Stops it where it is: what is done to end it is not to be seen in what it prints. */
  freeze(): void {
    this.#child.kill('SIGSTOP')
  }

  /** Asks it what holds it; the answer is a record. */
  ask(): void {
    writeSync(this.#askFd, '?')
  }

  addEvent(event: string): void {
    this.timeline.push({ atMs: Math.round(performance.now() - this.#startMs), event })
    this.#note()
  }

  /** Ends it, its group, what it has detached, and all that was set up for it; returns who of its group lived on. */
  async end(): Promise<LeftProcess[]> {
    const { pid, stdin, stdout, stderr, stdio } = this.#child
    const isAlone = (): boolean => pid === undefined || !hasLivingProcess(pid)
    const isLeft = this.exit !== undefined && !(await this.waitUntil(isAlone, FOLLOW_MS))
    const left = isLeft ? this.findGroup() : []
    this.#kill()
    await this.waitUntil(() => this.exit !== undefined || this.startError !== undefined, 5000)
    await this.waitUntil(() => isAlone() && this.findDetached().length === 0, FOLLOW_MS)
    if (this.#child.connected) this.#child.disconnect()
    for (const stream of [stdin, stdout, stderr, stdio[RECORD_FD]]) stream?.destroy()
    closeSync(this.#askFd)
    process.off('exit', this.#killAtExit)
    return left
  }

  /** The living processes of its group, itself left out. */
  findGroup(): LeftProcess[] {
    const { pid } = this.#child
    if (pid === undefined) return []
    const spawned = this.#listSpawned()
    return findGroupMembers(pid)
      .filter((member) => member.pid !== pid)
      .map((member) => {
        const start = spawned.find((each) => each.pid === member.pid)
        const command = member.command === '' ? (start?.command ?? '') : member.command
        const shown = command.replace(this.#ownFlags, '')
        return toLeft({ pid: member.pid, command: shown, frame: start?.frame })
      })
  }

  /** The ids of the processes that it has started, and that are alive. */
  findStarted(): number[] {
    return this.#listSpawned().flatMap(({ pid }) => (isAlive(pid) ? [pid] : []))
  }

  /** Those that it has started in a group of their own, and that are alive. */
  findDetached(): LeftProcess[] {
    return this.#listSpawned()
      .filter(({ isDetached, pid }) => isDetached && isAlive(pid))
      .map(toLeft)
  }

  #listSpawned(): Extract<ChildRecord, { type: 'spawned' }>[] {
    return this.records.filter((record) => record.type === 'spawned')
  }

  #isDrained(): boolean {
    const { stdout, stderr, stdio } = this.#child
    return [stdout, stderr, stdio[RECORD_FD]].every((stream) => stream?.closed !== false)
  }

  #kill(): void {
    if (this.#child.pid === undefined) return
    for (const { pid } of this.findDetached()) killGroup(pid)
    killGroup(this.#child.pid)
    if (this.exit === undefined) this.#child.kill('SIGKILL')
  }

  #addRecord(line: string): void {
    let record: TimedRecord
    try {
      record = JSON.parse(line) as TimedRecord
    } catch {
      return
    }
    this.records.push(record)
    if (record.type === 'run') this.addEvent(`run #${record.n} ${record.state}`)
    else if (record.type === 'shutdown') this.addEvent(`shutdown() ${record.state}`)
    else if (record.type === 'signal') this.addEvent(`signal #${record.nth} arrived`)
    else if (record.type === 'early') this.addEvent('signal sent while it starts')
    else if (record.type === 'exit-call') this.addEvent(`process.exit(${record.code})`)
    else this.#note()
  }

  #note(): void {
    this.lastSignOfLifeMs = performance.now()
    for (const look of this.#changed) look()
  }
}

function toLeft({
  pid,
  command,
  frame,
}: LivingProcess & { frame?: string | undefined }): LeftProcess {
  return frame === undefined ? { pid, command } : { pid, command, frame }
}

/** A file that nobody else can open, and that is gone with its last descriptor. */
function openNamelessFile(): number {
  const path = join(tmpdir(), `vitest-shutdown-${randomUUID()}`)
  const descriptor = openSync(path, 'wx+', 0o600)
  unlinkSync(path)
  return descriptor
}
