import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect } from 'vitest'
import { SourceWatcher } from './source-watcher.ts'
import { test } from './temporary-folder.ts'

describe('SourceWatcher', () => {
  let watcher: SourceWatcher | undefined

  afterEach(() => {
    watcher?.close()
  })

  function watchFolder(folder: string) {
    watcher = new SourceWatcher({ folder, extension: '.txt', quietMs: 20 })
    return watcher
  }

  test('tells what was written, once', async ({ folders: { sources } }) => {
    const change = once(watchFolder(sources), 'change')
    for (const name of ['b.txt', 'a.txt', 'b.txt']) writeFileSync(join(sources, name), name)
    expect(await change).toEqual([['a.txt', 'b.txt']])
  })

  test('tells what was removed', async ({ folders: { sources } }) => {
    const file = join(sources, 'a.txt')
    writeFileSync(file, '')
    const change = once(watchFolder(sources), 'change')
    rmSync(file)
    expect(await change).toEqual([['a.txt']])
  })

  test('says nothing of other files', async ({ folders: { sources } }) => {
    const changes: string[][] = []
    watchFolder(sources).on('change', (files) => changes.push(files))
    writeFileSync(join(sources, 'notes.md'), '')
    writeFileSync(join(sources, 'a.txt'), '')
    await expect.poll(() => changes).toEqual([['a.txt']])
  })

  test('says nothing once it is closed', async ({ folders: { sources } }) => {
    const changes: string[][] = []
    const own = watchFolder(sources).on('change', (files) => changes.push(files))
    writeFileSync(join(sources, 'a.txt'), '')
    own.close()
    await sleep(40)
    expect(changes).toEqual([])
  })
})
