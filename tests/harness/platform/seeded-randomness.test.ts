import crypto, * as named from 'node:crypto'
import { promisify } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import {
  installRandomTrampolines,
  SeededRandomness,
  uninstallRandomTrampolines,
} from '../../../harness/platform/randomness/seeded-randomness.ts'

let active: SeededRandomness | undefined

function seed(value: number): SeededRandomness {
  active?.restore()
  active = new SeededRandomness(value)
  active.install()
  return active
}

afterEach(() => {
  active?.restore()
  active = undefined
  uninstallRandomTrampolines()
})

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

const SOURCES: readonly (readonly [name: string, read: () => unknown])[] = [
  ['Math.random()', () => Math.random()],
  ['crypto.randomUUID()', () => crypto.randomUUID()],
  ['randomUUID(), imported by name', () => named.randomUUID({ disableEntropyCache: true })],
  ['crypto.randomBytes()', () => crypto.randomBytes(20).toString('hex')],
  ['randomBytes(), imported by name', () => named.randomBytes(20).toString('hex')],
  ['randomBytes() by callback', () => promisify(crypto.randomBytes)(20)],
  ['crypto.randomInt()', () => crypto.randomInt(2 ** 40)],
  ['randomInt() by callback', () => promisify<number, number, number>(named.randomInt)(5, 2 ** 40)],
  ['crypto.randomFillSync()', () => crypto.randomFillSync(new Uint16Array(8), 2, 4)],
  ['randomFill() by callback', () => promisify(crypto.randomFill)(Buffer.alloc(9))],
  ['the global getRandomValues()', () => globalThis.crypto.getRandomValues(new Uint32Array(4))],
  ['the global randomUUID()', () => globalThis.crypto.randomUUID()],
  ['crypto.getRandomValues()', () => crypto.getRandomValues(new Uint8Array(7))],
  ['crypto.webcrypto', () => crypto.webcrypto.getRandomValues(new BigUint64Array(2))],
]

test.for(SOURCES)('%s is seeded', async ([, read]) => {
  const seeded = seed(1)
  const first = [await read(), await read()]
  expect(first[1]).not.toEqual(first[0])
  seeded.restart()
  expect([await read(), await read()]).toEqual(first)
  seed(1)
  expect(await read()).toEqual(first[0])
  seed(2)
  expect(await read()).not.toEqual(first[0])
  active?.restore()
  expect(await read()).not.toEqual(first[0])
})

describe('what is given', () => {
  test('looks as it should', () => {
    seed(3)
    for (let count = 0; count < 200; count += 1) {
      expect(crypto.randomUUID()).toMatch(UUID)
      expect(crypto.randomInt(10, 13)).toBeOneOf([10, 11, 12])
      const number = Math.random()
      expect(number >= 0 && number < 1).toBe(true)
    }
    const untouched = crypto.randomFillSync(new Uint8Array(8), 2, 3)
    expect([...untouched].map((byte, at) => (at < 2 || at > 4 ? byte : -1))).toEqual([
      0, 0, -1, -1, -1, 0, 0, 0,
    ])
  })

  test('is spread evenly', () => {
    seed(4)
    const counts = Array.from({ length: 10 }, () => 0)
    for (let count = 0; count < 10_000; count += 1) {
      const index = Math.floor(Math.random() * 10)
      counts[index] = (counts[index] ?? 0) + 1
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(200)
  })

  test('is an error of Node where the arguments are wrong', () => {
    seed(1)
    const wrong: (() => unknown)[] = [
      () => crypto.randomBytes(-1),
      () => crypto.randomInt(5, 5),
      () => crypto.randomInt(0, 2 ** 50),
      () => crypto.randomFillSync(new Uint8Array(2), 3),
      () => crypto.randomUUID(7 as never),
      () => globalThis.crypto.getRandomValues(new Float64Array(1) as never),
      () => globalThis.crypto.getRandomValues(new Uint8Array(65_537)),
      () => Reflect.apply(globalThis.crypto.getRandomValues, {}, [new Uint8Array(1)]),
    ]
    for (const call of wrong) expect(call).toThrow()
    expect(active?.hasRead).toBe(false)
  })
})

test('whether anything was read is known', () => {
  expect(seed(1).hasRead).toBe(false)
  Math.random()
  expect(active?.hasRead).toBe(true)
})

test('everything is put back', () => {
  const read = (): unknown[] => [
    Math.random,
    crypto.randomBytes,
    named.randomUUID,
    globalThis.crypto.getRandomValues,
  ]
  const before = read()
  seed(1).restore()
  expect(read()).toEqual(before)
})

test('what a test has put in the place of Math.random() stays', () => {
  const { random } = Math
  Math.random = () => 0.25
  try {
    seed(1)
    expect(Math.random()).toBe(0.25)
    active?.restore()
    expect(Math.random()).toBe(0.25)
  } finally {
    Math.random = random
  }
})

test('functions captured after the trampolines were installed are seeded too, and random otherwise', () => {
  installRandomTrampolines()
  const { random } = Math
  const getRandomValues = globalThis.crypto.getRandomValues.bind(globalThis.crypto)
  expect(random()).not.toBe(random())
  const read = (): unknown => [random(), ...getRandomValues(new Uint8Array(4))]
  seed(5)
  const first = read()
  active?.restart()
  expect(read()).toEqual(first)
})
