import { describe, expect, test } from 'vitest'
import { defineSubject } from '../../harness/model/subject.ts'
import type { StepKind } from '../../harness/platform/boundaries.ts'
import { explore } from '../../harness/explore/explore.ts'
import type { OperationName } from '../../harness/explore/plan/operation.ts'
import { formatReplayToken, readNodeMajor } from '../../harness/explore/plan/replay-token.ts'
import { LeaseRenewer } from '../../examples/race/lease-renewer.ts'
import { createProject } from './create-project.ts'
import { readCode, readPage } from './read-page.ts'

const page = readPage('docs/explore.md')

const STEPS: Record<StepKind, true> = {
  idle: true,
  timer: true,
  immediate: true,
  network: true,
  await: true,
  microtask: true,
  tick: true,
  hop: true,
  end: true,
  start: true,
  begun: true,
}

const OPERATIONS: Record<Exclude<OperationName, 'create'>, true> = {
  shutdown: true,
  shutdownWithin: true,
  shutdownSoon: true,
  shutdownWith: true,
  drop: true,
  clone: true,
  restart: true,
  reject: true,
  throw: true,
  hang: true,
  refuse: true,
  silence: true,
  reset: true,
  crash: true,
  heal: true,
  start: true,
  lack: true,
}

/** Without what differs from Node to Node. */
function mask(text: string): string {
  return text.replaceAll(/-n\d+-(b\d+-\S*)-[0-9a-f]{4}\b/g, '-nNN-$1-SUM')
}

const subject = defineSubject({
  name: 'LeaseRenewer',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work, logger }) => new LeaseRenewer({ renew: work, intervalMs: 1000, logger }),
})

describe('docs/explore.md', () => {
  test('followed by the letter finds the race', () => {
    const project = createProject(page.findFiles(), ['fast-check'])
    const { exitCode, output } = project.runVitest()
    expect(exitCode).toBe(1)
    expect(mask(output)).toContain(mask(page.findBlock('failure')))
    const failed = [...output.matchAll(/FAIL {2}(src\/\S+)/g)].map(([, file = '']) => file)
    expect([...new Set(failed)].toSorted()).toEqual(
      page
        .findFiles()
        .map(({ path }) => path)
        .filter((path) => path.endsWith('.test.ts'))
        .toSorted(),
    )
  })

  test('mended as it says, passes', () => {
    const [manager, ...others] = page.findFiles()
    const mended = page.findBlock('mended')
    const text = manager?.text.replace(/^ {2}async #run\(\)[^]*?^ {2}\}$/m, mended) ?? ''
    expect(text).not.toBe(manager?.text)
    const files = [{ path: 'src/lease-renewer.ts', text }, ...others]
    const run = createProject(files, ['fast-check']).runVitest()
    expect(run).toMatchObject({ exitCode: 0 })
  })

  test('has code that compiles', () => {
    const snippets = page.snippets.map((text, n) => ({ path: `src/snippet-${n}.ts`, text }))
    expect(createProject([...page.findFiles(), ...snippets], ['fast-check']).checkTypes()).toBe('')
  })

  test('has the manager of the example', () => {
    const [manager] = page.findFiles()
    expect(manager?.text).toContain('while (await this.#pause()) {')
  })

  test('has every kind of step', () => {
    expect(page.findRows('steps').map(([name]) => readCode(name))).toEqual(Object.keys(STEPS))
  })

  test('has every operation', () => {
    expect(page.findRows('operations').map(([name]) => readCode(name))).toEqual(
      Object.keys(OPERATIONS),
    )
  })

  test('quotes messages as they are', async () => {
    const quoted = page.findRows('messages').map(([text]) => readCode(text))
    const token = formatReplayToken({
      rule: 'EXPLORE-01',
      nodeMajor: readNodeMajor(),
      boundaries: 7,
      plan: [{ name: 'shutdown', at: 1 }],
    })
    const clone = token.replace(/^.*$/, () =>
      formatReplayToken({
        rule: 'EXPLORE-04',
        nodeMajor: readNodeMajor(),
        boundaries: 7,
        plan: [{ name: 'clone', at: 1 }],
      }),
    )
    const messages: string[] = []
    for (const options of [
      { replay: token },
      { replay: token.replace('@1', '@2') },
      { replay: clone },
      { budgetMs: 0 },
      { operations: [['clone' as const]] },
    ]) {
      await explore(subject, options).catch((error: Error) => messages.push(error.message))
    }
    const silent = await explore({ ...subject, create: () => ({ shutdown: async () => {} }) })
    messages.push(silent.reason ?? '')
    const elsewhere = quoted.filter((text) => !messages.some((message) => message.includes(text)))
    // These need a run of their own: tests/harness/explore, tests/runs/explore.test.ts.
    expect(elsewhere).toEqual([
      'which no schedule controls',
      'is not deterministic',
      'Cannot install the virtual clock',
      'An async hook tracks every promise',
      'The subject posts messages',
      'This runtime has no promise hooks',
    ])
  })
})
