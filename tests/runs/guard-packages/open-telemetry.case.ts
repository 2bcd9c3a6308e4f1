import { context, createContextKey } from '@opentelemetry/api'
import {
  AsyncHooksContextManager,
  AsyncLocalStorageContextManager,
} from '@opentelemetry/context-async-hooks'
import { afterEach, expect, test } from 'vitest'
import { idle } from './idle.ts'

const KEY = createContextKey('key')

afterEach(() => {
  context.disable()
})

test.each([AsyncHooksContextManager, AsyncLocalStorageContextManager])(
  'carries a context, row %#',
  async (Manager) => {
    context.setGlobalContextManager(new Manager().enable())
    await context.with(context.active().setValue(KEY, 'value'), async () => {
      await new Promise((resolve) => setTimeout(resolve, 2))
      expect(context.active().getValue(KEY)).toBe('value')
    })
  },
)

test('leaks a timeout in a context', async () => {
  context.setGlobalContextManager(new AsyncHooksContextManager().enable())
  await context.with(context.active().setValue(KEY, 'value'), async () => {
    await Promise.resolve()
    setTimeout(idle, 1001)
  })
})
