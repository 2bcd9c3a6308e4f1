import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { rules } from '../../harness/check/catalogue.ts'
import type { PacingStats } from '../../reference/precise-interval.ts'
import { runCommand } from '../cli/run-command.ts'
import { createProject } from './create-project.ts'
import { readPage } from './read-page.ts'

const page = readPage('docs/threads.md')

const PACING: Record<keyof PacingStats, true> = {
  pacedBy: true,
  latenessP50Micros: true,
  latenessP99Micros: true,
  wakeUps: true,
  cpuMs: true,
}

describe('docs/threads.md', () => {
  test('has code that the compiler accepts', () => {
    expect(createProject(page.findFiles()).checkTypes()).toBe('')
  })

  test('has a subject that breaks nothing', async () => {
    const { folder } = createProject(page.findFiles())
    const only = 'STOP-01,STOP-02,DROP-01,LEAK-06,PROC-05'
    const args = ['check', '--only', only, 'ticker.subject.ts']
    const { code, stdout } = await runCommand(args, { directory: folder })
    expect(stdout).toMatch(/^Ticker \(.*\): conforms: /m)
    expect(code).toBe(0)
  })

  test('shows what the program prints', () => {
    const { folder } = createProject(page.findFiles())
    const { status, stdout, stderr } = spawnSync(process.execPath, ['main.mjs'], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 30_000,
    })
    expect(stderr).toBe('')
    expect(stdout.trim()).toBe(page.findBlock('output'))
    expect(status).toBe(0)
  })

  test('has every figure of the pacing', () => {
    const names = [...page.text.matchAll(/^\| (`\w+`(?:, `\w+`)*) \|/gm)].flatMap(([, cell = '']) =>
      cell.split(', ').map((name) => name.slice(1, -1)),
    )
    expect(names).toEqual(Object.keys(PACING))
  })

  test('lists what is skipped in real time, and why', () => {
    const skipped = page
      .findRows('skipped')
      .flatMap(([ids = '', reason]) => ids.split(', ').map((id) => [id, reason]))
    expect(skipped).toEqual(
      rules.flatMap(({ id, virtualOnly }) =>
        virtualOnly === undefined ? [] : [[id, virtualOnly]],
      ),
    )
  })

  test('links to pages that there are', () => {
    const links = [...page.text.matchAll(/\]\(([\w./-]+\.md)/g)].map(([, link = '']) => link)
    const root = new URL('../../docs/', import.meta.url)
    expect(links.filter((link) => !existsSync(new URL(link, root)))).toEqual([])
  })
})
