// @case {"leaks":[{"test":null,"kind":"watcher"}],"note":"beforeAll of a nested describe; a sibling describe closes its own"}
import { watch, type FSWatcher } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scratchFolder } from '../support/scratch.ts'

describe('outer', () => {
  describe('inner', () => {
    let watcher: FSWatcher
    beforeAll(() => {
      watcher = watch(scratchFolder()) // <- leak
    })

    test('watches', () => {
      expect(watcher).toBeDefined()
    })
  })

  describe('other', () => {
    let watcher: FSWatcher
    beforeAll(() => {
      watcher = watch(scratchFolder())
    })
    afterAll(() => {
      watcher.close()
    })

    test('watches', () => {
      expect(watcher).toBeDefined()
    })
  })
})
