// @case {"alsoFails":["throws","never ends","throws in a hook > body"],"note":"tests that fail by themselves and leave nothing open: no second accusation"}
import { afterEach, describe, expect, test } from 'vitest'

test('throws', () => {
  const timer = setInterval(() => {}, 1000)
  try {
    expect(1).toBe(2)
  } finally {
    clearInterval(timer)
  }
})

test('never ends', { timeout: 60 }, async () => {
  await new Promise(() => {})
})

describe('throws in a hook', () => {
  afterEach(() => {
    throw new Error('from afterEach')
  })

  test('body', () => {
    expect(1).toBe(1)
  })
})

test('neighbour', () => {
  expect(1).toBe(1)
})
