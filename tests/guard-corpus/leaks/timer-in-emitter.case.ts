// @case {"leaks":[{"test":"flushes later","kind":"timer"}],"note":"opened by a listener of an event emitter that is made at module level"}
import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'

const bus = new EventEmitter()
const flushed: string[] = []
bus.on('write', (line: string) => {
  setTimeout(() => flushed.push(line), 15_000) // <- leak
})

test('has nothing to flush', () => {
  expect(flushed).toEqual([])
})

test('flushes later', () => {
  bus.emit('write', 'a')
  expect(flushed).toEqual([])
})

test('still has nothing to flush', () => {
  expect(flushed).toEqual([])
})
