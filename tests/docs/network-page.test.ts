import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { Network } from '../../harness/model/network.ts'
import { runCommand } from '../cli/run-command.ts'
import { createProject } from './create-project.ts'
import { readCode, readPage } from './read-page.ts'

const page = readPage('docs/network.md')

/** The compiler, several packages and a whole check, on a machine that is busy. */
const TIMEOUT_MS = 120_000

const METHODS: Record<keyof Network, true> = {
  latency: true,
  refuse: true,
  hang: true,
  partition: true,
  slow: true,
  resetConnections: true,
  crash: true,
  restart: true,
  failLookups: true,
  heal: true,
  connections: true,
  requests: true,
}

/** What asks for a host that its setup does not name. */
const UNNAMED = `import { test } from 'vitest'
import { runVirtual } from 'vitest-shutdown'

test('asks', async () => {
  await runVirtual(() => fetch('http://api.tset/'), {
    network: { 'api.test': () => new Response('ok') },
  })
})
`

const check = ['check', 'src/jobs.subject.ts', '--only', 'NET']

describe('docs/network.md', () => {
  test('shows the hang as it is told, and mends it', { timeout: TIMEOUT_MS }, async () => {
    const project = createProject(page.findFiles())
    const broken = await runCommand(check, { directory: project.folder })
    expect(broken.stdout).toContain(page.findBlock('hang'))
    expect(broken.stdout.match(/^\[NET-\d+\]/gm)).toEqual(['[NET-02]', '[NET-03]', '[NET-06]'])
    expect(broken.code).toBe(1)

    project.write(page.findFiles('mended'))
    const mended = await runCommand(check, { directory: project.folder })
    expect(mended.stdout).toMatch(
      /^JobPoller \(src\/jobs\.subject\.ts\): conforms: \d+ rules passed/,
    )
    expect(mended.code).toBe(0)
  })

  test('has tests that pass', { timeout: TIMEOUT_MS }, () => {
    const project = createProject(page.findFiles(), ['ws', 'ioredis', 'pg'])
    expect(project.checkTypes()).toBe('')
    project.write(page.findFiles('mended'))
    expect(project.checkTypes()).toBe('')
    const { exitCode, output } = project.runVitest()
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 })
    expect(page.snippets).toEqual([])
  })

  test('shows what is said of a host that nobody named', { timeout: TIMEOUT_MS }, () => {
    const project = createProject([{ path: 'unnamed.test.ts', text: UNNAMED }])
    const { exitCode, output } = project.runVitest()
    expect(stripVTControlCharacters(output)).toContain(page.findBlock('unnamed'))
    expect(exitCode).toBe(1)
  })

  test('has every fault', () => {
    const told = page
      .findRows('faults')
      .map(([call]) => /^network\.(\w+)\(/.exec(readCode(call))?.[1])
    expect(told).toEqual(Object.keys(METHODS))
  })

  test('has the verdicts of the gallery', () => {
    const folder = new URL('../examples/__snapshots__/networked/', import.meta.url)
    const recorded = readdirSync(folder).map((file) => {
      const lines = readFileSync(new URL(file, folder), 'utf8').split('\n')
      const broken = lines.flatMap((line) => /^(\S+) MUST fail /.exec(line)?.[1] ?? [])
      return [file.replace('.txt', ''), broken.length === 0 ? 'none' : broken.join(', ')]
    })
    expect(page.findRows('packages').map(([name, , rules]) => [readCode(name), rules])).toEqual(
      recorded,
    )
  })

  test('links to pages that there are', () => {
    const links = [...page.text.matchAll(/\]\(([\w./-]+\.md)/g)].map(([, link = '']) => link)
    const root = new URL('../../docs/', import.meta.url)
    expect(links.filter((link) => !existsSync(new URL(link, root)))).toEqual([])
    expect(links.length).toBeGreaterThan(0)
  })
})
