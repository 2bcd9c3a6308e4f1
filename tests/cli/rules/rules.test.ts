import { expect, test } from 'vitest'
import { rules } from '../../../harness/check/catalogue.ts'
import { runCommand } from '../run-command.ts'

test('rules lists every rule on a line, in the order of the catalogue', async () => {
  const { code, stdout } = await runCommand(['rules'])
  expect(code).toBe(0)
  const width = Math.max(...rules.map(({ id }) => id.length))
  expect(stdout.trimEnd().split('\n')).toEqual(
    rules.map(({ id, level, title }) => `${id.padEnd(width)}  ${level.padEnd(6)}  ${title}`),
  )
})

test('rules --json writes every rule as data', async () => {
  const { code, stdout } = await runCommand(['rules', '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toEqual(
    rules.map(({ id, level, title, needs, hint }) => ({ id, level, title, needs, hint })),
  )
})
