// @case {"leaks":[{"test":"store > reads","kind":"timer"}],"alsoFails":true,"note":"beforeEach opens and then throws, so that the body and its cleanup never run"}
import { beforeEach, describe, expect, test } from 'vitest'

describe('store', () => {
  beforeEach(() => {
    const timer = setInterval(() => {}, 1000) // <- leak
    if (timer.hasRef()) throw new Error('no connection')
    return () => clearInterval(timer)
  })

  test('reads', () => {
    expect(1).toBe(1)
  })
})

test('neighbour', () => {
  expect(1).toBe(1)
})
