import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ShutdownOnSignalsOptions } from '../../reference/shutdown-on-signals.ts'
import { createProject } from './create-project.ts'
import { readCode, readPage } from './read-page.ts'

const page = readPage('docs/signals.md')

const OPTIONS: Record<keyof ShutdownOnSignalsOptions, true> = {
  signals: true,
  deadlineMs: true,
  debounceMs: true,
  reraise: true,
  errors: true,
  name: true,
  logger: true,
  process: true,
}

describe('docs/signals.md', () => {
  test('has every option', () => {
    const options = page.findRows('options').map(([name]) => readCode(name))
    expect(options).toEqual(Object.keys(OPTIONS))
  })

  test.skipIf(process.platform === 'win32')('shows what the program prints', async () => {
    const { folder } = createProject(page.findFiles())
    const child = spawn(process.execPath, ['main.mjs'], { cwd: folder })
    onTestFinished(() => void child.kill('SIGKILL'))
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data: Buffer) => {
        output += data.toString()
        if (output === 'ready\n') child.kill('SIGTERM')
      })
    }
    const [code] = (await once(child, 'close')) as [number | null]
    expect(output.trim()).toBe(page.findBlock('output'))
    expect(code).toBe(0)
  })
})
