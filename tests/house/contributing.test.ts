import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const page = fs.readFileSync(path.join(root, 'CONTRIBUTING.md'), 'utf8')

const exists = (file: string): boolean => fs.existsSync(path.join(root, file))
const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8')

/** The part of the page under a heading, down to the next one of its level or above. */
function findSection(heading: string): string {
  const [, body = ''] = page.split(`\n${heading}\n`)
  const level = heading.indexOf(' ')
  return body.split(new RegExp(`\\n#{1,${level}} `))[0] ?? ''
}

/** The files that a text names from the root, each once. */
function listFiles(text: string): string[] {
  const named = text.matchAll(/`((?:reference|harness|fixtures|cli)\/[\w./-]+\.ts)`/g)
  return [...new Set([...named].map(([, file = '']) => file))]
}

/** Whether a file imports another, or names its build to a process that loads it. */
function leadsTo(file: string, other: string): boolean {
  const specifier = path.posix.relative(path.posix.dirname(file), other)
  const relative = specifier.startsWith('.') ? specifier : `./${specifier}`
  const built = relative.replace(/^\.\/|\.ts$/g, '')
  const text = read(file)
  return text.includes(`'${relative}'`) || text.includes(`${built}.js`)
}

test('the page names no file or folder that does not exist', () => {
  const named = [...page.matchAll(/`((?:[\w.-]+\/)+[\w.-]*)`/g)]
    .map(([, file = '']) => file)
    .filter((file) => /^(?:reference|harness|fixtures|cli|tests|docs|examples|bench)\//.test(file))
  const linked = [...page.matchAll(/\]\((?!http)([^)#]+)/g)].map(([, file = '']) => file)

  expect([...named, ...linked].filter((file) => !exists(file))).toEqual([])
  expect(named.length).toBeGreaterThan(80)
})

test('the map names every folder of the product', () => {
  const map = findSection('## Where things are')
  const folders = ['harness', 'fixtures', 'cli'].flatMap((top) =>
    fs
      .readdirSync(path.join(root, top), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `${name}/`),
  )
  expect(folders.filter((folder) => !map.includes(folder))).toEqual([])
})

describe.each([
  ['A check', 20],
  ['A leak', 15],
  ['An exploration', 18],
  ['A probe', 15],
  ['A fixture', 15],
])('the walk "%s"', (name, mostFiles) => {
  const walk = findSection(`### ${name}`)
  const files = listFiles(walk)

  test('has at most ten steps', () => {
    const steps = walk.match(/^\d+\. /gm) ?? []
    expect(steps.length).toBeGreaterThan(3)
    expect(steps.length).toBeLessThanOrEqual(10)
  })

  test(`passes at most ${mostFiles} files`, () => {
    expect(files.length).toBeGreaterThan(3)
    expect(files.length).toBeLessThanOrEqual(mostFiles)
  })

  test('comes to each file from one before it', () => {
    const unreached = files.filter(
      (file, index) => index > 0 && !files.slice(0, index).some((one) => leadsTo(one, file)),
    )
    expect(unreached).toEqual([])
  })
})

/** Runs in a process or a thread that is all its own. */
const OWN_PROCESS = /^(?:harness\/process\/child|cli\/check\/worker|cli\/loader)\//
const STATE =
  /^(?:export )?let |^(?:export )?const \w+(?:: [^=\n]+)? = new (?:Map|Set)(?:<.*>)?\(\)/m

test('the table of shared state is complete', () => {
  const files = ['reference', 'harness', 'fixtures', 'cli']
    .flatMap((top) =>
      fs
        .readdirSync(path.join(root, top), { recursive: true, encoding: 'utf8' })
        .map((name) => `${top}/${name.split(path.sep).join('/')}`),
    )
    .filter((file) => file.endsWith('.ts') && !OWN_PROCESS.test(file) && STATE.test(read(file)))
  const listed = listFiles(findSection('## State that the process shares'))

  // A constant object that only its own file writes to.
  expect(listed.toSorted()).toEqual([...files, 'harness/clock/stand-in.ts'].toSorted())
})

test('no file of the product has more than 300 lines', () => {
  const long = ['reference', 'harness', 'fixtures', 'cli', 'bench', 'examples']
    .flatMap((top) =>
      fs
        .readdirSync(path.join(root, top), { recursive: true, encoding: 'utf8' })
        .map((name) => path.join(top, name)),
    )
    .filter((file) => /\.m?ts$|\.mjs$/.test(file) && read(file).split('\n').length > 301)
  expect(long).toEqual([])
})
