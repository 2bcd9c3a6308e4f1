import { expect, test } from 'vitest'
import { rules } from '../../harness/conformance/rules/index.ts'
import { runCommand } from './run-command.ts'

test('rules lists every rule on a line, in the order of the catalogue', async () => {
  const { code, stdout } = await runCommand(['rules'])
  expect(code).toBe(0)
  expect(stdout.trimEnd().split('\n')).toEqual(
    rules.map(({ id, level, title }) => `${id.padEnd(10)}  ${level.padEnd(6)}  ${title}`),
  )
})

test('rules --json writes every rule as data', async () => {
  const { code, stdout } = await runCommand(['rules', '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toEqual(
    rules.map(({ id, level, title, needs, hint }) => ({ id, level, title, needs, hint })),
  )
})

test('explain says what a rule requires, of whom, and what to do, whatever the case of its id', async () => {
  const rule = rules.find(({ id }) => id === 'CLONE-01')
  expect(await runCommand(['explain', 'clone-01'])).toEqual({
    code: 0,
    stdout: `CLONE-01  ${rule?.title}

Level     MUST: a subject that breaks it violates the pattern
Applies   where the ownership is \`shared\`: \`clone()\` gives another handle on the same task; skipped elsewhere
Broken?   ${rule?.hint}
`,
    stderr: '',
  })
})

test('explain has an answer for every rule', async () => {
  const results = await Promise.all(
    ['KIT-00', 'TIME-07', 'STATE-02', 'DROP-11', 'WORK-10'].map((id) =>
      runCommand(['explain', id]),
    ),
  )
  for (const { code, stdout } of results) {
    expect(code).toBe(0)
    expect(stdout).not.toContain('undefined')
  }
})
