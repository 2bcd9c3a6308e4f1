import { AsyncLocalStorage } from 'node:async_hooks'
import { expect, test } from 'vitest'
import { AsyncStorageGuard } from '../../../harness/rig/async-storage-guard.ts'

test('an async storage guard disables the storages that were used, and puts the class back', () => {
  const before = AsyncLocalStorage.prototype.run
  const used = new AsyncLocalStorage<string>()
  const unused = new AsyncLocalStorage<string>()
  unused.enterWith('kept')
  const guard = new AsyncStorageGuard()
  guard.install()
  used.enterWith('left')
  guard.restore()
  expect([used.getStore(), unused.getStore()]).toEqual([undefined, 'kept'])
  expect(AsyncLocalStorage.prototype.run).toBe(before)
  expect(used.run('again', () => used.getStore())).toBe('again')
  unused.disable()
})
