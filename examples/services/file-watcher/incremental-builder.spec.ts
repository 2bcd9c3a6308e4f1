import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, vi } from 'vitest'
import { IncrementalBuilder, type BuilderOptions, type BuildResult } from './incremental-builder.ts'
import { runStep } from './run-step.ts'
import { test as base } from './temporary-folder.ts'

type Step = NonNullable<BuilderOptions['step']>

interface Building {
  step: ReturnType<typeof vi.fn<Step>>
  builder: IncrementalBuilder
  write(file: string, text: string): Promise<void>
}

const test = base.extend<{ building: Building }>({
  building: async ({ folders }, use) => {
    const step = vi.fn<Step>((source, target) => writeFile(target, `built from ${source}`))
    const builder = new IncrementalBuilder({ ...folders, step, quietMs: 10 })
    const write = (file: string, text: string) => writeFile(join(folders.sources, file), text)
    await use({ builder, step, write })
    await builder.close()
  },
})

describe('IncrementalBuilder', () => {
  test('builds everything at first', async ({ building: { builder, write }, folders }) => {
    await Promise.all([write('a.txt', 'a'), write('b.txt', 'b'), write('readme.md', '')])
    const { built } = await builder.start()
    expect(built.toSorted()).toEqual(['a.txt', 'b.txt'])
    const names = await readdir(folders.output)
    expect(names.toSorted()).toEqual(['a.txt', 'b.txt', 'build.log'])
  })

  test('builds only what has changed', async ({ building: { builder, step, write } }) => {
    const files = ['a.txt', 'b.txt']
    for (const file of files) await write(file, 'first')
    expect((await builder.build(files)).built.toSorted()).toEqual(files)
    await write('b.txt', 'changed')
    expect(await builder.build(files)).toEqual(only({ built: ['b.txt'] }))
    expect(step).toHaveBeenCalledTimes(3)
  })

  test('builds what is written while it watches', async ({ building: { builder, write } }) => {
    await builder.start()
    const built: string[] = []
    builder.on('build', (result) => built.push(...result.built))
    await write('new.txt', 'new')
    await expect.poll(() => built).toContain('new.txt')
  })

  test('removes what has no source', async ({ building: { builder, write }, folders }) => {
    await write('a.txt', 'a')
    await builder.start()
    await rm(join(folders.sources, 'a.txt'))
    await vi.waitFor(async () => expect(await readdir(folders.output)).toEqual(['build.log']))
  })

  test('tries again what has failed', async ({ building: { builder, step, write } }) => {
    await write('a.txt', 'a')
    step.mockRejectedValueOnce(new Error('no compiler'))
    const failed = [{ file: 'a.txt', message: 'no compiler' }]
    expect(await builder.start()).toEqual(only({ failed }))
    expect(await builder.build(['a.txt'])).toEqual(only({ built: ['a.txt'] }))
  })

  test('ends a step that still runs when it closes', async ({ building }) => {
    const { builder, step, write } = building
    step.mockImplementation((_source, _target, signal) => sleep(60_000, undefined, { signal }))
    await write('a.txt', 'a')
    const started = builder.start()
    await vi.waitFor(() => expect(step).toHaveBeenCalledOnce())
    await builder.close()
    expect((await started).failed).toMatchObject([{ file: 'a.txt' }])
  })
})

describe.concurrent('runStep', () => {
  base('compiles a file', async ({ folders: { sources, output }, expect }) => {
    await writeFile(join(sources, 'a.txt'), 'hello')
    await runStep(join(sources, 'a.txt'), join(output, 'a.txt'), new AbortController().signal)
    expect(await readFile(join(output, 'a.txt'), 'utf8')).toBe('HELLO')
  })

  base('says what the compiler says', async ({ folders: { sources, output }, expect }) => {
    const source = join(sources, 'a.txt')
    await writeFile(source, '{{')
    const step = runStep(source, join(output, 'a.txt'), new AbortController().signal)
    await expect(step).rejects.toThrow(`${source}: unclosed {{`)
  })

  base('kills a compiler that is no longer wanted', async ({ folders, expect }) => {
    const source = join(folders.sources, 'a.txt')
    await writeFile(source, 'hello')
    const abort = new AbortController()
    const step = runStep(source, join(folders.output, 'a.txt'), abort.signal)
    abort.abort()
    await expect(step).rejects.toThrow('aborted')
  })
})

function only(result: Partial<BuildResult>): BuildResult {
  return { built: [], removed: [], failed: [], ...result }
}
