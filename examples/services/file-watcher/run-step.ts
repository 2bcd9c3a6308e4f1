import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const COMPILER = fileURLToPath(new URL('compile.mjs', import.meta.url))

/**
 * Compiles one file in a process of its own, which is killed when `signal` is aborted.
 *
 * @throws {Error} with what the process wrote to stderr, when it failed
 */
export async function runStep(source: string, target: string, signal: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, [COMPILER, source, target], {
    stdio: ['ignore', 'ignore', 'pipe'],
    signal,
  })
  let output = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text))
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(output.trim())
}
