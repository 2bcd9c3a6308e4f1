import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { VirtualRunOptions } from '../../harness/virtual-run/virtual-run.ts'
import { createProject } from './create-project.ts'
import { readCode, readPage } from './read-page.ts'

const page = readPage('docs/deadlock.md')

const OPTIONS: Record<keyof VirtualRunOptions, true> = {
  startMs: true,
  network: true,
  autoAdvance: true,
  maxIdleFires: true,
  maxFires: true,
  maxJobs: true,
  confirmMs: true,
  noticeMs: true,
}

describe('docs/deadlock.md', () => {
  test('has every option', () => {
    const options = page.findRows('options').map(([name]) => readCode(name))
    expect(options).toEqual(Object.keys(OPTIONS))
  })

  test('shows what its tests come to', () => {
    const project = createProject(page.findFiles())
    expect(project.checkTypes()).toBe('')
    const { exitCode, output } = project.runVitest()
    const text = stripVTControlCharacters(output)
    expect(text).toContain(page.findBlock('deadlock'))
    // The code frame is at the await that hangs.
    expect(text).toMatch(/❯ Queue\.take queue\.ts:12:13\n/)
    expect(text).toMatch(/✓ cache\.test\.ts > an entry is gone after an hour/)
    expect(text).toMatch(/✓ pause\.test\.ts > a timer fires at its time, not before/)
    expect(exitCode).toBe(1)
  })
})
