import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { imitate } from '../../platform/patch.ts'
import { TOLD_LENGTH } from '../order-output.ts'
import { findSignal, isCalling } from './observe-signals.ts'
import { noteMilestone } from './observe-start.ts'
import { tell } from './record-pipe.ts'

/** More lines than these are not told one by one: before the first signal, and from then on. */
const MAX_LINES = 200

const told = { before: 0, since: 0 }
let hasSignal = false

/** What is printed before all jobs of a turn of the event loop are done has the same number. */
let turn = 0
let isTurnOpen = false

function findTurn(): number {
  if (!isTurnOpen) {
    isTurnOpen = true
    turn += 1
    process.nextTick(() => {
      isTurnOpen = false
    })
  }
  return turn
}

/** Has what is printed observed: by the standard streams, and by loggers that write to their descriptors. */
export function observeOutput(): void {
  observeStreams()
  for (const name of ['write', 'writeSync'] as const) {
    const original = fs[name] as (...args: unknown[]) => unknown
    const observe = function (this: unknown, fd: unknown, data: unknown, ...rest: unknown[]) {
      if (fd === 1 || fd === 2) note(fd === 1 ? 'stdout' : 'stderr', data)
      return Reflect.apply(original, this, [fd, data, ...rest])
    }
    Reflect.set(fs, name, imitate(observe, original))
  }
  syncBuiltinESMExports()
}

function observeStreams(): void {
  for (const name of ['stdout', 'stderr'] as const) {
    const stream = process[name]
    const write = stream.write
    stream.write = function (this: unknown, ...args: unknown[]): boolean {
      note(name, args[0])
      return Reflect.apply(write, this, args) as boolean
    }
  }
}

function note(stream: 'stdout' | 'stderr', data: unknown): void {
  const nth = findSignal()
  if (nth === 0) noteMilestone('prints')
  else hasSignal = true
  const part = hasSignal ? 'since' : 'before'
  if (told[part] >= MAX_LINES) return
  for (const line of toText(data).split('\n')) {
    if (line.trim() === '' || told[part] >= MAX_LINES) continue
    told[part] += 1
    const text = line.slice(0, TOLD_LENGTH)
    const isLater = nth > 0 && !isCalling(nth)
    tell({ type: 'line', stream, nth, text, turn: findTurn(), isLater })
  }
}

function toText(data: unknown): string {
  if (typeof data === 'string') return data
  return data instanceof Uint8Array ? new TextDecoder().decode(data) : ''
}
