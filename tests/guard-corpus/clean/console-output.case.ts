// @case {"note":"console and the standard streams, also at the very end of a test"}
import { afterAll, expect, onTestFinished, test } from 'vitest'

afterAll(() => {
  console.log('from afterAll')
})

test('prints', () => {
  console.log('out')
  console.error('err')
  console.table([{ a: 1 }])
  console.time('t')
  console.timeEnd('t')
  expect(1).toBe(1)
})

test('writes', () => {
  process.stdout.write('raw\n')
  process.stderr.write('raw\n', () => {})
  onTestFinished(() => console.log('late'))
  expect(1).toBe(1)
})

test('listens to its own output and stops', () => {
  const listener = (): void => {}
  process.stdout.on('drain', listener)
  process.stdout.off('drain', listener)
  process.emitWarning('careful')
  expect(1).toBe(1)
})
