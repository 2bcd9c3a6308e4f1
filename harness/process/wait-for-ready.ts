import { describeWay, type EndWay } from './end-way.ts'
import type { LeftProcess, ProbedProcess } from './probed-process.ts'
import { ProbeError } from './probe-options.ts'
import { readActivity } from './process-group.ts'
import type { ScenarioOptions } from './scenario-options.ts'

/** A program is ready when it listens and has been quiet for so long, */
const QUIET_MS = 150

/** or has talked without a pause for so long. */
const TALKING_MS = 1000

/** A process that it has started takes so long to start itself, where the system does not tell more. */
const SPAWN_MS = 1000

/** and where it does, it has been at rest for so long. */
const REST_MS = 300

/** A program that was not heard of for so long and does not listen is not going to. */
const SILENCE_MS = 3000

/** A line of a stack that is Node's own. */
const FRAME = /^\s+at .*\bnode:internal\//

/** What a program listens to that is told to end otherwise than by a signal. */
const CHANNELS: Readonly<Partial<Record<EndWay['kind'], 'stdin' | 'ipc'>>> = {
  stdin: 'stdin',
  lsp: 'stdin',
  message: 'ipc',
  disconnect: 'ipc',
}

/** Lines of its output that an error shows. */
const SHOWN_LINES = 8

/**
 * Waits until the process is ready to be told to end: its manager has a run in flight, or it has printed
 * its text, or it listens and has come to rest, with the port open that it was going to open. One that
 * does not listen is told all the same, late.
 *
 * @throws {ProbeError} when it ends before that, or is no program and no subject
 */
export async function waitForReady(child: ProbedProcess, options: ScenarioOptions): Promise<void> {
  const { module, readyMs, readyWhen, way, ports = 0 } = options
  const has = (type: string): boolean => child.records.some((record) => record.type === type)
  const isListening = (): boolean =>
    child.records.some((record) =>
      record.type === 'listening-otherwise'
        ? record.to === CHANNELS[way.kind]
        : record.type === 'listening' && way.kind === 'signal',
    )
  const hasPrinted = (): boolean =>
    readyWhen !== undefined && child.output.lines.some(({ text }) => text.includes(readyWhen))
  const isQuiet = createQuietWatch(child, { has, isListening })
  const isSettled = createTextWatch(child, { has, isListening })
  const endMs = performance.now() + readyMs / 2
  const isReady = (): boolean =>
    has('started') &&
    (countPorts(child) >= ports || performance.now() > endMs) &&
    (readyWhen === undefined ? isQuiet() : hasPrinted() && isSettled())
  const isOver = (): boolean =>
    child.exit !== undefined || has('unusable') || child.startError !== undefined
  await child.waitUntil(
    () => isOver() || has('ready') || child.isMute || (!has('subject') && isReady()),
    readyMs,
  )
  // The pipe is closed before the news of the end are there.
  if (child.isMute) await child.waitUntil(isOver, SILENCE_MS)
  const unusable = child.records.find((record) => record.type === 'unusable')
  if (unusable !== undefined) throw new ProbeError(`${unusable.message}.${showOutput(child)}`)
  if (child.startError !== undefined) {
    throw new ProbeError(`Node could not be started: ${child.startError.message}.`)
  }
  if (child.exit !== undefined && !has('ready')) {
    throw new ProbeError(describeEarlyEnd(child, options, isListening()))
  }
  if (child.isMute && child.exit === undefined) {
    throw new ProbeError(
      `\`${module}\` closed file descriptors that it had not opened, including one of the probe: close only those that the program has opened.${showOutput(child)}`,
    )
  }
  if (has('ready')) return
  if (!has('started')) {
    throw new ProbeError(
      `\`${module}\` was not loaded within ${readyMs} ms: it blocks the event loop, or Node takes long to start.`,
    )
  }
  if (has('subject')) {
    throw new ProbeError(`\`create\` of \`${module}\` did not settle within ${readyMs} ms.`)
  }
  if (readyWhen !== undefined && !hasPrinted()) {
    throw new ProbeError(
      `\`${module}\` did not print “${readyWhen}” within ${readyMs} ms.${showOutput(child)}`,
    )
  }
}

function describeEarlyEnd(
  child: ProbedProcess,
  { module, way }: ScenarioOptions,
  isListening: boolean,
): string {
  const { code = null, signal: by = null } = child.exit ?? {}
  const how = by === null ? `exited with code ${code}` : `was ended by ${by}`
  const left = [...child.findGroup(), ...child.findDetached()]
  if (left.length > 0) {
    const other = left.length === 1 ? 'a process' : `${left.length} processes`
    return `\`${module}\` ${how} and left ${other} running, which the probe has ended: ${left.map(nameProcess).join(', ')}. Probe a program that stays in the foreground.${showOutput(child)}`
  }
  const told = way.kind === 'signal' ? `it was sent ${way.signal}` : describeWay(way)
  const listened =
    way.kind === 'signal' ? `it listened to ${way.signal}` : `it listened for ${describeWay(way)}`
  const isDone = isListening && code === 0
  const why = `before ${isListening ? told : listened}${isDone ? ': there was nothing left to shut down' : ''}`
  const needsIpc = child.output.lines.some(({ text }) => text.includes('process.send is not a'))
  const remedy = needsIpc
    ? ' It sends messages to its parent: say how that ends it, with `--end-by disconnect` or `--end-by message:TEXT`.'
    : ''
  return `\`${module}\` ${how} ${why}.${remedy}${showOutput(child)}`
}

/** ``pid 4711, `node helper.js` ``. */
function nameProcess({ pid, command }: LeftProcess): string {
  return command === '' ? `pid ${pid}` : `pid ${pid}, \`${command}\``
}

/** What a watch knows of the process. */
interface Watched {
  has: (type: string) => boolean
  isListening: () => boolean
}

function createQuietWatch(child: ProbedProcess, { has, isListening }: Watched): () => boolean {
  let listeningMs: number | undefined
  const isRestingTree = createRestWatch(child)
  return () => {
    const nowMs = performance.now()
    const quietMs = nowMs - child.lastSignOfLifeMs
    if (!isListening()) return has('loaded') && quietMs >= SILENCE_MS
    listeningMs ??= nowMs
    if (!isRestingTree() && nowMs - listeningMs < SILENCE_MS) return false
    // A server that was made is going to open its port.
    if (isOpening(child) && quietMs < SILENCE_MS) return false
    // A program may never come to the end of its module: its loop may be at the top of it.
    if (!has('loaded')) return nowMs - listeningMs >= TALKING_MS
    return quietMs >= QUIET_MS || nowMs - listeningMs >= TALKING_MS
  }
}

/** Watches the processes that it has started: they are ready for the signal a while after it is. */
function createRestWatch(child: ProbedProcess): () => boolean {
  const seen = new Map<number, { activity: string | undefined; sinceMs: number }>()
  return () => {
    const nowMs = performance.now()
    const resting = child.findStarted().map((pid) => {
      const activity = readActivity(pid)
      const known = seen.get(pid)
      if (known?.activity !== activity || known === undefined) {
        seen.set(pid, { activity, sinceMs: nowMs })
        return false
      }
      return nowMs - known.sinceMs >= (activity === undefined ? SPAWN_MS : REST_MS)
    })
    return resting.every(Boolean)
  }
}

/** A text may be printed before the next statement listens to the signal. */
function createTextWatch(child: ProbedProcess, { has, isListening }: Watched): () => boolean {
  let printedMs: number | undefined
  return () => {
    const nowMs = performance.now()
    printedMs ??= nowMs
    if (isListening()) return true
    return has('loaded')
      ? nowMs - child.lastSignOfLifeMs >= QUIET_MS
      : nowMs - printedMs >= TALKING_MS
  }
}

/** Whether a server was made, and none has opened its port yet. */
function isOpening({ records }: ProbedProcess): boolean {
  const states = new Set(
    records.flatMap((record) => (record.type === 'server' ? [record.state] : [])),
  )
  return states.has('created') && !states.has('opened')
}

function countPorts({ records }: ProbedProcess): number {
  return records.filter((record) => record.type === 'server' && record.state === 'opened').length
}

function showOutput({ output }: ProbedProcess): string {
  const lines = output.lines
    .filter(({ text }) => text.trim() !== '' && !FRAME.test(text))
    .slice(0, SHOWN_LINES)
  return lines.length === 0
    ? ''
    : ` It printed:\n${lines.map(({ text }) => `  ${text}`).join('\n')}`
}
