// An editor's import of the wrong module: it goes unnoticed, and attaches listeners to the process.
import { afterEach } from 'node:test'
import { describe, expect, test } from 'vitest'
import { idle } from './idle.ts'

describe('beside node:test', () => {
  afterEach(idle)

  test('is clean', () => {
    expect(afterEach).toBeTypeOf('function')
  })

  test('leaks a listener', () => {
    process.on('uncaughtException', idle)
  })
})
