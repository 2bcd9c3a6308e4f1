// @case {"leaks":[{"test":"store > reads","kind":"timer"},{"test":"store > writes","kind":"timer"}],"note":"opened in beforeEach of a describe: each of its tests leaks one, those outside do not"}
import { beforeEach, describe, expect, test } from 'vitest'

test('outside before', () => {
  expect(1).toBe(1)
})

describe('store', () => {
  let timer: NodeJS.Timeout
  beforeEach(() => {
    timer = setInterval(() => {}, 1000) // <- leak
  })

  test('reads', () => {
    expect(timer.hasRef()).toBe(true)
  })

  test('writes', () => {
    expect(timer.hasRef()).toBe(true)
  })
})

test('outside after', () => {
  expect(1).toBe(1)
})
