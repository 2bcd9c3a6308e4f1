import { stripVTControlCharacters } from 'node:util'

/** Replaces in what a run printed all that differs from run to run, and from machine to machine. */
export function normaliseOutput(text: string, root: string): string {
  return (
    stripVTControlCharacters(text)
      .replaceAll(`file://${root}/`, '')
      .replaceAll(`${root}/`, '')
      .replaceAll(root, '<root>')
      .replaceAll(process.execPath, 'node')
      // Vitest 5 calls it so.
      .replaceAll('TestTimeoutError:', 'Error:')
      .replaceAll(/(127\.0\.0\.1|\[::1?\]):\d+/g, '$1:PORT')
      .replaceAll(/\bpid \d+/g, 'pid PID')
      .replaceAll(/\bworker thread \d+/g, 'worker thread ID')
      .replaceAll(/\bfile descriptor \d+/g, 'file descriptor FD')
      .replaceAll(/\bv\d+\.\d+\.\d+\b/g, 'VERSION')
      .replaceAll(/\b\d\d:\d\d:\d\d\b/g, 'TIME')
      .replaceAll(/\b\d+(\.\d+)?m?s\b/g, 'DURATION')
  )
}
