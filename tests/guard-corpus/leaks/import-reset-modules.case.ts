// @case {"leaks":[{"test":"loads a second copy","kind":"timer","orFile":true}],"files":["support/starts-on-import.ts"],"isolated":true,"note":"vi.resetModules() loads a module a second time, only the first copy is stopped"}
import { afterEach, expect, test, vi } from 'vitest'

let stop: (() => void) | undefined
afterEach(() => {
  stop?.()
  stop = undefined
})

test('loads a first copy and stops it', async () => {
  const { heart } = await import('../support/starts-on-import.ts')
  stop = () => clearInterval(heart)
  expect(heart.hasRef()).toBe(true)
})

test('loads a second copy', async () => {
  vi.resetModules()
  const { heart } = await import('../support/starts-on-import.ts')
  expect(heart.hasRef()).toBe(true)
})
