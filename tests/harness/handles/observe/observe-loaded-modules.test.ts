import { expect, test } from 'vitest'
import {
  observeCallSites,
  observeLoadedModules,
} from '../../../../harness/handles/observe/observe-call-sites.ts'
import { isModuleLoaded } from '../../../../harness/platform/loaded-modules.ts'
import { RecordingSink } from './recording-sink.ts'

// In a file of its own: another test here would have loaded them.
const DEAR = ['http2', 'internal/deps/undici/undici']

test('observing calls loads neither HTTP/2 nor fetch(), and observes HTTP/2 once it is loaded', async () => {
  const undo = observeCallSites(new RecordingSink())
  observeLoadedModules()
  const loaded = DEAR.filter(isModuleLoaded)

  const http2 = await import('node:http2')
  const { connect } = http2.default
  observeLoadedModules()
  const replaced = http2.default.connect
  const named = http2.connect
  undo()

  expect(loaded).toEqual([])
  expect(replaced).not.toBe(connect)
  expect(named).toBe(replaced)
  expect(http2.default.connect).toBe(connect)
  observeLoadedModules()
  expect(http2.default.connect).toBe(connect)
})
