import fs, { accessSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  createSurface,
  imitate,
  nativeOf,
  patch,
  replaceFunction,
  replaceFunctions,
  standFor,
} from '../../../harness/platform/patch.ts'

function readLooks(fn: Function): object {
  return Object.assign({ name: fn.name, length: fn.length }, fn)
}

describe('patch()', () => {
  test('puts back what was there before, whatever was done in between', () => {
    const target = { kept: 1, changed: 1 } as Record<string, number>
    const restore = patch([
      createSurface(target, 'kept', 2),
      createSurface(target, 'changed', 2),
      createSurface(target, 'added', 2),
    ])
    expect(target).toEqual({ kept: 2, changed: 2 })
    expect(target['added']).toBe(2)
    target['changed'] = 3
    restore()
    expect(target).toEqual({ kept: 1, changed: 1 })
    expect('added' in target).toBe(false)
  })

  test('leaves what somebody has replaced since, where it restores its own alone', () => {
    const target = { kept: 1, changed: 1 }
    const surfaces = [createSurface(target, 'kept', 2), createSurface(target, 'changed', 2)]
    const restore = patch(surfaces, { restores: 'own' })
    target.changed = 3
    restore()
    expect(target).toEqual({ kept: 1, changed: 3 })
  })

  test('replaces the others where one is frozen', () => {
    const frozen = Object.freeze({ key: 1 })
    const target = { key: 1 }
    const restore = patch([createSurface(frozen, 'key', 2), createSurface(target, 'key', 2)])
    expect([frozen.key, target.key]).toEqual([1, 2])
    restore()
    expect([frozen.key, target.key]).toEqual([1, 1])
  })

  test('brings named imports up to date both times, unless it is not to', () => {
    const native = fs.accessSync
    const standIn = (): void => {}
    const restore = patch([createSurface(fs, 'accessSync', standIn)])
    expect(accessSync).toBe(standIn)
    restore()
    expect(accessSync).toBe(native)
    patch([createSurface(fs, 'accessSync', standIn)], { syncsImports: false })()
    expect(accessSync).toBe(native)
  })
})

describe('replaceFunction()', () => {
  const double = (original: (...args: unknown[]) => unknown) =>
    function wrapped(this: unknown, ...args: unknown[]): unknown {
      return Number(Reflect.apply(original, this, args)) * 2
    }

  test('passes for the original, and is the original again for who wrapped it since', () => {
    const sum = function add(a: number, b: number): number {
      return a + b
    }
    const target = {
      add: Object.assign(sum, { note: 'kept' }),
    }
    const { add } = target
    const undo = replaceFunction({ target, key: 'add', wrap: double })
    expect(readLooks(target.add)).toEqual({ name: 'add', length: 2, note: 'kept' })
    expect(target.add(1, 2)).toBe(6)
    const ours = target.add
    target.add = Object.assign((a: number, b: number) => ours(a, b) + 1, { note: 'theirs' })
    undo?.()
    expect(target.add(1, 2)).toBe(4)
    expect(target.add).not.toBe(add)
  })

  test('who has kept a stand-in has it work again when the function is replaced again', () => {
    const target = { add: (a: number, b: number) => a + b }
    const replacement = { target, key: 'add', wrap: double }
    const undoFirst = replaceFunction(replacement)
    const kept = target.add
    undoFirst?.()
    expect(kept(1, 2)).toBe(3)
    const undoSecond = replaceFunction(replacement)
    undoFirst?.()
    expect([kept(1, 2), target.add(1, 2)]).toEqual([6, 6])
    undoSecond?.()
    expect([kept(1, 2), target.add(1, 2)]).toEqual([3, 3])
  })

  test('does not take a stand-in from its user, where somebody has put the original back', () => {
    const add = (a: number, b: number): number => a + b
    const target = { add }
    const undoFirst = replaceFunction({ target, key: 'add', wrap: double })
    const kept = target.add
    target.add = add
    const undoSecond = replaceFunction({ target, key: 'add', wrap: (original) => original })
    expect([kept(1, 2), target.add(1, 2)]).toEqual([6, 3])
    undoFirst?.()
    undoSecond?.()
    expect([kept(1, 2), target.add]).toEqual([3, add])
  })

  test('undoes nothing where there is no such function, or it is frozen', () => {
    const target = Object.freeze({ add: (a: number) => a, no: 1 })
    expect(replaceFunction({ target, key: 'missing', wrap: double })).toBeUndefined()
    expect(replaceFunction({ target, key: 'no', wrap: double })).toBeUndefined()
    expect(replaceFunction({ target, key: 'add', wrap: double })).toBeUndefined()
    expect(target.add(1)).toBe(1)
  })

  test('an inherited method is gone from the object once it is undone, however often it was wrapped', () => {
    class Counter {
      count(): number {
        return 1
      }
    }
    const target = new Counter()
    const once = { target, key: 'count', wrap: double }
    const undo = replaceFunctions([once, once])
    expect(target.count()).toBe(4)
    expect(Object.keys(target)).toEqual([])
    undo()
    expect(target.count()).toBe(1)
    expect(Object.hasOwn(target, 'count')).toBe(false)
  })
})

test('a stand-in has the looks of what it imitates; one that stands for a native function leads to it', () => {
  const original = Object.assign(function original(_a: unknown) {}, { own: 1 })
  expect(readLooks(imitate(() => {}, original))).toEqual({ name: 'original', length: 1, own: 1 })
  const holder = { original: standFor(() => {}, original) }
  expect(readLooks(holder.original)).toEqual({ name: 'original', length: 1 })
  expect(nativeOf(holder, 'original')).toBe(original)
})
