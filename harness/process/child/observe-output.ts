import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { imitate } from '../../platform/patch.ts'
import { findSignal, isCalling } from './observe-signals.ts'
import { noteMilestone } from './observe-start.ts'
import { tell } from './record-pipe.ts'

/** More lines than these are not told one by one. */
const MAX_LINES = 200
const MAX_LENGTH = 300

let told = 0

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
      if (fd === 1 || fd === 2) note(data)
      return Reflect.apply(original, this, [fd, data, ...rest])
    }
    Reflect.set(fs, name, imitate(observe, original))
  }
  syncBuiltinESMExports()
}

function observeStreams(): void {
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write
    stream.write = function (this: unknown, ...args: unknown[]): boolean {
      note(args[0])
      return Reflect.apply(write, this, args) as boolean
    }
  }
}

function note(data: unknown): void {
  const nth = findSignal()
  if (nth === 0) noteMilestone('prints')
  if (nth === 0 || told >= MAX_LINES) return
  for (const line of toText(data).split('\n')) {
    if (line.trim() === '' || told >= MAX_LINES) continue
    told += 1
    const text = line.slice(0, MAX_LENGTH)
    tell({ type: 'line', nth, text, turn: findTurn(), isLater: !isCalling(nth) })
  }
}

function toText(data: unknown): string {
  if (typeof data === 'string') return data
  return data instanceof Uint8Array ? new TextDecoder().decode(data) : ''
}
