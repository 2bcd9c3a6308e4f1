import { expect, test } from 'vitest'

test('is the first to load a package', async () => {
  const { default: whenExit } = await import('when-exit')
  expect(whenExit).toBeTypeOf('function')
})
