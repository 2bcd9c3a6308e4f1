// @case {"leaks":[{"test":null,"kind":"timer"}],"note":"opened in the body of a describe, while tests are collected"}
import { describe, expect, test } from 'vitest'

describe('clock', () => {
  let ticks = 0
  setInterval(() => ticks++, 9000) // <- leak

  test('is at zero', () => {
    expect(ticks).toBe(0)
  })
})
