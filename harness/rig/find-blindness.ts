import { createRequire } from 'node:module'

/** What pino writes by, to standard output, a file or a thread. */
const PINO = /[\\/]node_modules[\\/](?:sonic-boom|thread-stream)[\\/]/

/**
 * Why nothing of what a subject logs may be seen, where nothing has been: somebody has loaded a
 * logger that can collect its lines.
 */
export function findBlindness(): string | undefined {
  const { cache } = createRequire(import.meta.url)
  if (!Object.keys(cache).some((path) => PINO.test(path))) return undefined
  return 'pino is loaded, but no line of the manager was seen: pino may buffer its lines (`minLength`) or pass them to a worker thread. Give the manager a pino that prints at once, or the logger that `create` receives'
}
