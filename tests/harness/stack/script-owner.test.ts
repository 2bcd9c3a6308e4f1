import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import vm from 'node:vm'
import { expect, test } from 'vitest'
import { captureSite } from '../../../harness/stack/call-sites.ts'
import { isOwnScript, isWatchingScript, markWatching } from '../../../harness/stack/script-owner.ts'
import { findSiteOwner, type SiteOwner } from '../../../harness/platform/node-scripts.ts'

/** Whose call it is where a script of this name captures the site for a script of the user's. */
function findOwnerBelow(filename: string): SiteOwner {
  const call = vm.runInThisContext('(capture) => capture()', { filename }) as (
    capture: () => Error,
  ) => Error
  const callAsUser = vm.runInThisContext('(call, capture) => call(capture)', {
    filename: '/app/user.js',
  }) as (inner: typeof call, capture: () => Error) => Error
  return findSiteOwner(callAsUser(call, captureSite))
}

const path = resolve('harness/a folder/marked.ts')
const { href } = pathToFileURL(path)

test('a script of the package is the runner until it says that it only watches', () => {
  expect(findOwnerBelow(path)).toBe('runner')
  markWatching(href)
  expect(findOwnerBelow(path)).toBe('user')
})

test.for([path, href, `${path}?v=1`, `${href}?t=2#here`, path.replaceAll('/', '\\')])(
  'a mark holds for %s',
  (script) => {
    markWatching(href)
    expect(isWatchingScript(script)).toBe(true)
  },
)

test('a mark is of one script, wherever it is', () => {
  markWatching(href)
  expect(isWatchingScript(`${path}x`)).toBe(false)
  markWatching('file:///srv/elsewhere/watch.js')
  expect(isWatchingScript('/srv/elsewhere/watch.js')).toBe(true)
  expect(isOwnScript('/srv/elsewhere/watch.js')).toBe(false)
})

test('a mark holds in other contexts of the process', () => {
  markWatching(href)
  // What a second copy of the module finds, with a global object of its own.
  const marks = vm.runInNewContext("process[Symbol.for('vitest-shutdown.watching')]", {
    process,
  }) as ReadonlySet<string>
  expect(marks.has(path)).toBe(true)
})

test('the build marks its own scripts', () => {
  const script = `
    import { isWatchingScript } from './dist/harness/stack/script-owner.js'
    import { captureSite, readFrames } from './dist/harness/stack/call-sites.js'
    const [{ script }] = readFrames(captureSite())
    console.log(isWatchingScript(script), script)`
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script])
  expect(String(output).trim()).toBe(
    `true ${pathToFileURL(resolve('dist/harness/stack/call-sites.js')).href}`,
  )
})

/** What a module needs that stands between users and what they call. */
const WATCHES =
  /\b(captureSite|captureTrace|createHandleHook|createHook|replaceFunctions?|replaceProperty|standIn|patch|Reflect\.apply|Reflect\.construct)\(/

test('every module that stands between users and Node says that it only watches', () => {
  const levels = ['stack', 'platform', 'clock', 'handles', 'promises', 'virtual-run']
  const files = levels.flatMap((level) =>
    readdirSync(`harness/${level}`, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join('harness', level, name)),
  )
  expect(files.length).toBeGreaterThan(50)
  const silent = files.filter((file) => {
    const source = readFileSync(file, 'utf8')
    return WATCHES.test(source) && !source.includes('\nmarkWatching(import.meta.url)\n')
  })
  expect(silent).toEqual([])
})
