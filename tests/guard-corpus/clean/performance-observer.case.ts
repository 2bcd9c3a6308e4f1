// @case {"note":"performance hooks, Intl, URL, events that are no handles"}
import { EventEmitter } from 'node:events'
import { PerformanceObserver, monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { expect, test } from 'vitest'

test('observes', () => {
  const observer = new PerformanceObserver(() => {})
  observer.observe({ entryTypes: ['mark', 'measure'] })
  performance.mark('a')
  performance.measure('b', 'a')
  expect(performance.timerify(() => 1)()).toBe(1)
})

test('samples the event loop', () => {
  const histogram = monitorEventLoopDelay()
  histogram.enable()
  histogram.disable()
  expect(histogram.min).toBeGreaterThanOrEqual(0)
})

test('has listeners', () => {
  const emitter = new EventEmitter()
  emitter.on('exit', () => {})
  new EventTarget().addEventListener('abort', () => {})
  new AbortController().signal.addEventListener('abort', () => {})
  expect(emitter.listenerCount('exit')).toBe(1)
})
