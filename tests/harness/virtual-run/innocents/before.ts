import { EventEmitter, once } from 'node:events'
import { captured } from './captured.ts'
import { createGate } from './create-gate.ts'
import type { Innocent } from './innocent.ts'

let gate: ReturnType<typeof createGate>
const channel = new EventEmitter()

/** What was made before the run. */
export const before: readonly Innocent[] = [
  {
    name: 'a promise from before, settled in the run',
    before: () => {
      gate = createGate()
    },
    body: async () => {
      setTimeout(() => gate.resolve('done'), 1000)
      return gate.promise
    },
    expected: 'done',
  },
  {
    name: 'a promise from before, settled by an event',
    before: () => {
      gate = createGate()
      channel.once('open', () => gate.resolve('done'))
    },
    body: async () => {
      setTimeout(() => channel.emit('open'), 1000)
      return gate.promise
    },
    expected: 'done',
  },
  {
    name: 'a promise from before, settled by a native timer from before',
    before: () => {
      gate = createGate()
      captured.setTimeout(() => gate.resolve('done'), 400)
    },
    body: async () => gate.promise,
    expected: 'done',
  },
  {
    name: 'an event that a native timer from before emits',
    before: () => {
      captured.setTimeout(() => channel.emit('later'), 60)
    },
    body: async () => {
      await once(channel, 'later')
      return 'done'
    },
    expected: 'done',
  },
]
