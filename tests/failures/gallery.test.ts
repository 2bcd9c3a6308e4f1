import '../harness/clock/trampolines-first.ts'
import { expect, test } from 'vitest'
import { commandKinds } from './command-kinds.ts'
import { deadlockKinds } from './deadlock-kinds.ts'
import { explorerKinds } from './explorer-kinds.ts'
import { guardKinds } from './guard-kinds.ts'
import { ruleKinds } from './rule-kinds.ts'
import { vitestKinds } from './vitest-kinds.ts'

/** Every kind of failure there is. Read a changed text as somebody would who sees it first. */
const kinds = [
  ...ruleKinds,
  ...explorerKinds,
  ...deadlockKinds,
  ...guardKinds,
  ...commandKinds,
  ...vitestKinds,
]

test.for(kinds)('$name', async ({ name, write }) => {
  await expect(`${await write()}\n`).toMatchFileSnapshot(`__snapshots__/${name}.txt`)
})

test('each kind has a text of its own', () => {
  expect(new Set(kinds.map(({ name }) => name)).size).toBe(kinds.length)
})
