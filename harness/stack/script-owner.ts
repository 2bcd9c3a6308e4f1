import { fileURLToPath } from 'node:url'

const HERE = new URL('../..', import.meta.url)

/**
 * The root of the package, whether this runs from its sources or from `dist/`: as a path, and as it
 * stands in a URL, where a space is `%20`.
 */
const ROOTS = new Set(
  [fileURLToPath(HERE).replaceAll('\\', '/'), HERE.pathname].map((root) =>
    root.replace(/(\/dist)?\/$/, '/'),
  ),
)

/** A place in the package, in each way in which a location may name it. */
function listPlaces(place: string): string[] {
  return [...ROOTS].flatMap((root) => [`${root}${place}`, `${root}dist/${place}`])
}

/** The package's own frames are nobody's cause; source maps may lead from `dist/` to the sources. */
const OWN_FOLDERS = ['harness/', 'fixtures/', 'cli/'].flatMap(listPlaces)

const RUNNER = /node_modules\/(@sinonjs\/fake-timers|vitest|@vitest\/[\w-]+|vite|tinypool|chai)\//

/** Whether a script, or a line of a stack, is of this package. */
export function isOwnScript(location: string): boolean {
  const path = location.replaceAll('\\', '/')
  return OWN_FOLDERS.some((folder) => path.includes(folder))
}

/** Where frames of this package merely watch what others do. */
const WATCHING = ['handles/', 'stack/', 'clock/', 'promises/', 'virtual-run/', 'platform/'].flatMap(
  (place) => listPlaces(`harness/${place}`),
)

/** Whether a script is of this package and merely watches what others do. */
export function isWatchingScript(location: string): boolean {
  const path = location.replaceAll('\\', '/')
  return WATCHING.some((place) => path.includes(place))
}

/** Whether a script, or a line of a stack, is of the test runner or of the fake timers. */
export function isRunnerScript(location: string): boolean {
  return RUNNER.test(location.replaceAll('\\', '/'))
}
