import { ProbeError } from './probe-error.ts'
import type { ScenarioOptions } from './run-scenario.ts'
import type { ProbedProcess } from './probed-process.ts'

/** A program is ready when it listens and has been quiet for so long, */
const QUIET_MS = 150

/** or has talked without a pause for so long. */
const TALKING_MS = 1000

/** A program that was not heard of for so long and does not listen is not going to. */
const SILENCE_MS = 3000

/** Lines of its output that an error shows. */
const SHOWN_LINES = 8

/**
 * Waits until the process is ready for its signal: its manager has a run in flight, or its text was
 * printed, or it listens to the signal and has come to rest. One that does not listen gets it all the
 * same, late.
 *
 * @throws {ProbeError} when it ends before that, or is no program and no subject
 */
export async function waitForReady(
  child: ProbedProcess,
  { module, readyMs, readyWhen, signal }: ScenarioOptions,
): Promise<void> {
  const has = (type: string): boolean => child.records.some((record) => record.type === type)
  const isReady =
    readyWhen === undefined
      ? createQuietWatch(child, has)
      : () => child.output.lines.some(({ text }) => text.includes(readyWhen))
  const isUnusable = (): boolean => has('unusable') || child.startError !== undefined
  await child.waitUntil(
    () =>
      child.exit !== undefined || isUnusable() || has('ready') || (!has('subject') && isReady()),
    readyMs,
  )
  const unusable = child.records.find((record) => record.type === 'unusable')
  if (unusable !== undefined) throw new ProbeError(`${unusable.message}.${showOutput(child)}`)
  if (child.startError !== undefined) {
    throw new ProbeError(`Node could not be started: ${child.startError.message}.`)
  }
  if (has('ready')) return
  if (child.exit !== undefined) {
    const { code, signal: by } = child.exit
    const how = by === null ? `exited with code ${code}` : `was ended by ${by}`
    const why = has('listening')
      ? `before it was sent ${signal}: there was nothing left to shut down`
      : `before it listened to ${signal}`
    throw new ProbeError(`\`${module}\` ${how} ${why}.${showOutput(child)}`)
  }
  if (!has('started')) {
    throw new ProbeError(
      `\`${module}\` was not loaded within ${readyMs} ms: it blocks the event loop, or Node takes long to start.`,
    )
  }
  if (has('subject')) {
    throw new ProbeError(`\`create\` of \`${module}\` did not settle within ${readyMs} ms.`)
  }
  if (readyWhen !== undefined && !isReady()) {
    throw new ProbeError(
      `\`${module}\` did not print “${readyWhen}” within ${readyMs} ms.${showOutput(child)}`,
    )
  }
}

function createQuietWatch(child: ProbedProcess, has: (type: string) => boolean): () => boolean {
  let listeningMs: number | undefined
  return () => {
    const nowMs = performance.now()
    const quietMs = nowMs - child.lastSignOfLifeMs
    if (!has('listening')) return has('loaded') && quietMs >= SILENCE_MS
    listeningMs ??= nowMs
    // A program may never come to the end of its module: its loop may be at the top of it.
    if (!has('loaded')) return nowMs - listeningMs >= TALKING_MS
    return quietMs >= QUIET_MS || nowMs - listeningMs >= TALKING_MS
  }
}

function showOutput({ output }: ProbedProcess): string {
  const lines = output.lines.filter(({ text }) => text.trim() !== '').slice(0, SHOWN_LINES)
  return lines.length === 0
    ? ''
    : ` It printed:\n${lines.map(({ text }) => `  ${text}`).join('\n')}`
}
