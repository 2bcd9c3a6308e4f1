// @case {"leaks":[{"test":"polls","kind":"timer","marks":["","poller"]},{"test":"polls soon","kind":"timer","marks":["soon","poller-soon"]}],"files":["vendor/corpus-poller/index.js"],"note":"a dependency in node_modules; the nearest call line of the user is the right line, the dependency's is accepted"}
import { startPolling, startPollingSoon } from 'corpus-poller'
import { expect, test } from 'vitest'

test('polls', () => {
  let polls = 0
  startPolling(() => polls++, 1000) // <- leak
  expect(polls).toBe(0)
})

test('polls and stops', () => {
  startPolling(() => {}, 1000).stop()
  expect(1).toBe(1)
})

test('polls soon', async () => {
  const poller = await startPollingSoon(() => {}, 1000) // <- leak soon
  expect(poller.stop).toBeTypeOf('function')
})

test('polls soon and stops', async () => {
  const poller = await startPollingSoon(() => {}, 1000)
  poller.stop()
  expect(1).toBe(1)
})
