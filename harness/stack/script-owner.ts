import process from 'node:process'
import { fileURLToPath } from 'node:url'

const HERE = new URL('../..', import.meta.url)

/**
 * The root of the package, whether this runs from its sources or from `dist/`: as a path, and as it
 * stands in a URL, where a space is `%20`.
 */
const ROOTS = [fileURLToPath(HERE).replaceAll('\\', '/'), HERE.pathname].map((root) =>
  root.replace(/(\/dist)?\/$/, '/'),
)

/**
 * Where the package's own code is. Marks cannot replace this test: text that source maps made, or
 * that another process printed, names only places. `reference/` is missing because users read it.
 */
const OWN_PLACES = new Set(
  ROOTS.flatMap((root) => [root, `${root}dist/`]).flatMap((root) =>
    ['harness/', 'fixtures/', 'cli/'].map((folder) => root + folder),
  ),
)

const RUNNER = /node_modules\/(@sinonjs\/fake-timers|vitest|@vitest\/[\w-]+|vite|tinypool|chai)\//

/** What puts its own timers in the place of the global ones: browser environments, zones. */
const ENVIRONMENT = /node_modules\/(jsdom|happy-dom|@edge-runtime\/[\w-]+|zone\.js)\//

/** Where mocks and spies call what they stand for; Vitest 5 has those of its own in a chunk. */
const MOCK = /node_modules\/(@vitest\/spy|vitest\/dist\/chunks\/spy\.[\w-]+\.js|sinon\/)/

/** Whether a script is of what stands in for the global timers: it makes them for others. */
export function isEnvironmentScript(location: string): boolean {
  return ENVIRONMENT.test(location.replaceAll('\\', '/')) || isMockScript(location)
}

/** Whether a script is of mocks and spies. */
export function isMockScript(location: string): boolean {
  return MOCK.test(location.replaceAll('\\', '/'))
}

/**
 * The scripts that only watch what others do. They stand on `process`: the contexts of `node:vm`
 * share it, and so do the sources and the build where one process loads both.
 */
const WATCHING: unique symbol = Symbol.for('vitest-shutdown.watching')

/** Whether a script, or a line of a stack, is of this package. */
export function isOwnScript(location: string): boolean {
  const path = location.replaceAll('\\', '/')
  for (const place of OWN_PLACES) if (path.includes(place)) return true
  return false
}

/**
 * Says of the module that calls it that its frames only watch what others do: it hooks, wraps or
 * calls their functions, and opens nothing of its own that anybody would have to close.
 *
 * @param url `import.meta.url` of the module
 */
export function markWatching(url: string): void {
  const watching = findWatching()
  watching.add(url)
  // Stacks name a script by its URL, or by its path where a runner transforms it.
  watching.add(toPath(url))
}

/** Whether a script, as V8 names it before source maps, has called {@link markWatching}. */
export function isWatchingScript(script: string): boolean {
  const watching = findWatching()
  return watching.has(script) || watching.has(toPath(script))
}

/** Whether a script, or a line of a stack, is of the test runner or of the fake timers. */
export function isRunnerScript(location: string): boolean {
  return RUNNER.test(location.replaceAll('\\', '/'))
}

/** Whether a script, as V8 names it, is of the user's own code: no package's, Node's, runner's or ours. */
export function isUsersOwnScript(script: string): boolean {
  if (script === '' || script.startsWith('node:') || isWatchingScript(script)) return false
  return !/[\\/]node_modules[\\/]/.test(script) && !isRunnerScript(script) && !isOwnScript(script)
}

function findWatching(): Set<string> {
  const holder = process as { [WATCHING]?: Set<string> }
  return (holder[WATCHING] ??= new Set())
}

/** The path of a script, without the query by which a runner tells its versions apart. */
function toPath(script: string): string {
  const bare = script.replace(/[?#].*$/, '')
  try {
    return (bare.startsWith('file:') ? fileURLToPath(bare) : bare).replaceAll('\\', '/')
  } catch {
    return script
  }
}
