import { fileURLToPath } from 'node:url'

/** The root of the package, whether this runs from its sources or from `dist/`. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url))
  .replaceAll('\\', '/')
  .replace(/(\/dist)?\/$/, '/')

/** The package's own frames are nobody's cause; source maps may lead from `dist/` to the sources. */
const OWN_FOLDERS = ['harness', 'fixtures', 'cli'].flatMap((folder) => [
  `${ROOT}${folder}/`,
  `${ROOT}dist/${folder}/`,
])

const RUNNER = /node_modules\/(@sinonjs\/fake-timers|vitest|@vitest\/[\w-]+|vite|tinypool|chai)\//

/** Whether a script, or a line of a stack, is of this package. */
export function isOwnScript(location: string): boolean {
  const path = location.replaceAll('\\', '/')
  return OWN_FOLDERS.some((folder) => path.includes(folder))
}

/** Where frames of this package merely watch what others do. */
const WATCHING = [
  'handles/',
  'stack/',
  'clock/',
  'promises/',
  'virtual-run/',
  // It stands between a job and who has scheduled it.
  'explore/boundaries.',
].flatMap((place) => [`${ROOT}harness/${place}`, `${ROOT}dist/harness/${place}`])

/** Whether a script is of this package and merely watches what others do. */
export function isWatchingScript(location: string): boolean {
  const path = location.replaceAll('\\', '/')
  return WATCHING.some((place) => path.includes(place))
}

/** Whether a script, or a line of a stack, is of the test runner or of the fake timers. */
export function isRunnerScript(location: string): boolean {
  return RUNNER.test(location.replaceAll('\\', '/'))
}
