import { statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * How long all worker processes may be silent. The watchdog of each ends it far sooner: this is for
 * a process that is stuck before it has one, in a setup file of the user.
 */
const SILENCE_SECONDS = 60

/** How long Vitest may take to notice that its workers are gone. */
const NOTICE_SECONDS = 10

/**
 * Waits for a run that writes record files; returns undefined where it stands still for a minute.
 *
 * The worker processes are killed then.
 *
 * @param onWait called every second
 */
export async function waitForProgress<T>(
  run: Promise<T>,
  recordFiles: readonly string[],
  killWorkers: () => void,
  onWait: (recordFiles: readonly string[]) => void = () => {},
): Promise<T | undefined> {
  const ended = new AbortController()
  const settled = run.finally(() => {
    ended.abort()
  })
  return Promise.race([settled, watch(recordFiles, killWorkers, onWait, ended.signal)])
}

async function watch(
  recordFiles: readonly string[],
  killWorkers: () => void,
  onWait: (recordFiles: readonly string[]) => void,
  ended: AbortSignal,
): Promise<undefined> {
  let lastSize = -1
  let silence = 0
  while (silence < SILENCE_SECONDS + NOTICE_SECONDS) {
    await sleep(1000, undefined, { signal: ended }).catch(() => {})
    // The run has settled: it wins the race, whatever is returned here.
    if (ended.aborted) return new Promise(() => {})
    onWait(recordFiles)
    const size = recordFiles.reduce((sum, file) => sum + sizeOf(file), 0)
    silence = size === lastSize ? silence + 1 : 0
    lastSize = size
    if (silence === SILENCE_SECONDS) killWorkers()
  }
  return undefined
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
