import { spawn } from 'node:child_process'
import { UsageError } from '../terminal/usage-error.ts'
import { findVitestEntry } from './find-vitest.ts'

/**
 * Runs the user's Vitest as the user does, in a process of its own that prints where this one does;
 * returns its exit code, 128 or more where a signal ended it.
 *
 * @param args what follows `vitest run`
 * @throws {UsageError} when there is no Vitest, it is too old, or it cannot be started
 */
export async function runVitest(
  directory: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const entry = findVitestEntry(directory)
  const child = spawn(process.execPath, [entry, 'run', ...args], {
    cwd: directory,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  })
  // Ended by a signal to this process alone, the run must not go on by itself.
  const end = (): void => {
    child.kill()
  }
  process.on('exit', end)
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once('error', ({ message }) => {
        reject(new UsageError(`Vitest could not start: ${message}`))
      })
      child.once('exit', (code) => {
        resolve(code ?? 128)
      })
    })
  } finally {
    process.off('exit', end)
  }
}
