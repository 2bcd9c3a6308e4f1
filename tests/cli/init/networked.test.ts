import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { init } from '../../../cli/init/init.ts'
import type { Report } from '../../../harness/model/report.ts'
import { runCommand } from '../run-command.ts'
import { CLASSES, installProject, listFiles, SETTINGS } from './project.ts'

// What talks to a network is only seen to run here: every moment of a client of fetch() takes a while.
const FOLDER = join(CLASSES, 'networked')
const SOURCES = listFiles(FOLDER)

const project = installProject(SETTINGS, {
  classes: FOLDER,
  modules: ['vitest', 'vite', 'typescript', '@types', 'ws'],
})
let modules: readonly string[] = []
let reports: Report[]

beforeAll(async () => {
  const directory = process.cwd()
  process.chdir(project.directory)
  try {
    await init(
      { files: SOURCES.map((name) => `src/${name}`), json: false } as Parameters<typeof init>[0],
      { write: () => {} } as unknown as Parameters<typeof init>[1],
      (request) => {
        ;({ modules } = request)
        return Promise.resolve([])
      },
    )
  } finally {
    process.chdir(directory)
  }
  const args = ['check', '--json', '-', '--only', 'KIT,NET-01', ...modules]
  reports = JSON.parse(
    (await runCommand(args, { directory: project.directory })).stdout,
  ) as Report[]
}, 300_000)

afterAll(() => {
  project.remove()
})

test.for(SOURCES)('%s has a subject that names who answers', async (source) => {
  const name = source.replace(/\.(?=\w+$)/, '.subject.')
  const text = readFileSync(join(project.directory, 'src', name), 'utf8')
  expect(text).toContain('  network: {')
  await expect(text).toMatchFileSnapshot(`written/networked/${name}.txt`)
})

test('each runs as it was written: a run is seen, and its host is asked', () => {
  const judged = reports.map(({ subject, rules }) => {
    const [kit, net] = rules.map(({ status, reason }) => reason ?? status)
    return [subject, kit, net]
  })
  expect(judged.map(([subject]) => subject)).toHaveLength(SOURCES.length)
  const unasked = judged.filter(
    ([, kit, net]) => kit !== 'pass' || !/^(?:pass|fail)$/.test(net ?? ''),
  )
  // A feed is told, and asks nothing.
  expect(unasked).toEqual([
    ['TickerFeed', 'pass', 'TickerFeed sent nothing to feed.test in 5 intervals'],
  ])
})

test('they fit the types of what they are about', () => {
  expect(project.run('typescript/bin/tsc', ['-p', '.'])).toBe('')
})

test('they are formatted as oxfmt and Prettier would', () => {
  const files = listFiles(join(project.directory, 'src')).filter((name) =>
    name.includes('.subject.'),
  )
  const paths = files.map((name) => join('src', name))
  expect(project.run('oxfmt/bin/oxfmt', ['--list-different', ...paths])).toBe('')
})
