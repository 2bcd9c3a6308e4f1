import { AsyncResource, executionAsyncId } from 'node:async_hooks'
import { once } from 'node:events'
import { stat } from 'node:fs'
import { createServer } from 'node:net'
import process from 'node:process'
import { runInNewContext } from 'node:vm'
import { Worker } from 'node:worker_threads'
import { expect, onTestFinished, test } from 'vitest'
import { createHandleHook, type HandleHook } from '../../../harness/platform/handle-hook.ts'
import { called } from './called.ts'
import { findPromiseIds } from './find-promise-ids.ts'

function record(): { hook: HandleHook; types: string[] } {
  const types: string[] = []
  const hook = createHandleHook({ init: (_asyncId, type) => void types.push(type) })
  onTestFinished(() => hook.disable())
  return { hook, types }
}

test('tells of timers, resources and servers, and not of promises', async () => {
  const { hook, types } = record()
  hook.enable()
  await called((callback) => setTimeout(callback, 0))
  new AsyncResource('Task').runInAsyncScope(() => {})
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  server.close()
  hook.disable()
  expect(types).toEqual(expect.arrayContaining(['Timeout', 'Task', 'TCPSERVERWRAP']))
  expect(types).not.toContain('PROMISE')
})

test('gives the ids and the resource', () => {
  const seen: unknown[][] = []
  const hook = createHandleHook({ init: (...values) => void seen.push(values) })
  const parent = new AsyncResource('Parent')
  hook.enable()
  const child = parent.runInAsyncScope(() => new AsyncResource('Child'))
  hook.disable()
  expect(seen).toEqual([[child.asyncId(), 'Child', parent.asyncId(), child]])
})

test.each(['timer', 'immediate', 'tick', 'request'])(
  'tells before the callback of a %s runs, where that is asked for',
  async (kind) => {
    const order: (number | string)[] = []
    const types = new Map<number, string>()
    const hook = createHandleHook({
      init: (asyncId, type) => void types.set(asyncId, type),
      before: (asyncId) => void order.push(asyncId),
    })
    hook.enable()
    let id = 0
    await called((callback) => {
      const note = (): void => {
        id = executionAsyncId()
        order.push('callback')
        callback()
      }
      if (kind === 'timer') setTimeout(note, 0)
      else if (kind === 'immediate') setImmediate(note)
      else if (kind === 'tick') process.nextTick(note)
      else stat('/', note)
    })
    hook.disable()
    expect(types.get(id)).toBe(
      { timer: 'Timeout', immediate: 'Immediate', tick: 'TickObject', request: 'FSREQCALLBACK' }[
        kind
      ],
    )
    expect(order[order.indexOf('callback') - 1]).toBe(id)
  },
)

test('tells nothing before it is enabled and after it is disabled, each as often as one likes', () => {
  const { hook, types } = record()
  hook.disable()
  void new AsyncResource('Early')
  for (const name of ['First', 'Second']) {
    hook.enable()
    hook.enable()
    void new AsyncResource(name)
    hook.disable()
    hook.disable()
    void new AsyncResource('Between')
  }
  expect(types).toEqual(['First', 'Second'])
})

test('leaves promises unhooked, whether enabled or disabled', async () => {
  const { hook } = record()
  expect(hook.tracksPromises).toBe(false)
  hook.enable()
  const [first, second] = await findPromiseIds()
  expect(second).toBe(first)
  hook.disable()
  const [third, fourth] = await findPromiseIds()
  expect(fourth).toBe(third)
})

test('works beside another of its kind', async () => {
  const one = record()
  const two = record()
  one.hook.enable()
  void new AsyncResource('ForOne')
  two.hook.enable()
  void new AsyncResource('ForBoth')
  const [first, second] = await findPromiseIds()
  expect(second).toBe(first)
  one.hook.disable()
  void new AsyncResource('ForTwo')
  two.hook.disable()
  expect(one.types).toEqual(['ForOne', 'ForBoth'])
  expect(two.types).toEqual(['ForBoth', 'ForTwo'])
})

test('sees what is made in another realm', async () => {
  const { hook, types } = record()
  hook.enable()
  await runInNewContext('(async () => { await Promise.resolve(); await sleep() })()', {
    sleep: () => called((callback) => setTimeout(callback, 0)),
  })
  hook.disable()
  expect(types).toContain('Timeout')
  expect(types).not.toContain('PROMISE')
})

test('works in a worker thread', async () => {
  const door = new URL('../../../dist/harness/platform/handle-hook.js', import.meta.url)
  const worker = new Worker(
    `import(${JSON.stringify(door.href)}).then(async ({ createHandleHook }) => {
      const types = new Set()
      const hook = createHandleHook({ init: (id, type) => types.add(type) })
      hook.enable()
      await new Promise((resolve) => setTimeout(resolve, 0))
      hook.disable()
      const { parentPort } = require('node:worker_threads')
      parentPort.postMessage([hook.tracksPromises, types.has('Timeout'), types.has('PROMISE')])
    })`,
    { eval: true },
  )
  const [[message], [code]] = await Promise.all([once(worker, 'message'), once(worker, 'exit')])
  expect({ message, code }).toEqual({ message: [false, true, false], code: 0 })
})
