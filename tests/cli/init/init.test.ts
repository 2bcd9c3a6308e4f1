import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createProject } from '../project.ts'
import { runCommand } from '../run-command.ts'
import { installProject } from './project.ts'

const PULSE = `export class Pulse {
  #timer: NodeJS.Timeout
  constructor(beat: () => void, intervalMs: number) {
    this.#timer = setInterval(beat, intervalMs)
  }
  stop() {
    clearInterval(this.#timer)
  }
}
`

function install(files: Readonly<Record<string, string>>): string {
  const { directory, remove } = installProject(files)
  onTestFinished(remove)
  return directory
}

test('writes a subject and a test, checks the subject, and shows the first failure', async () => {
  const directory = install({ 'src/pulse.ts': PULSE })
  const { code, stdout, stderr } = await runCommand(['init', 'src/pulse.ts'], { directory })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toBe(`wrote src/pulse.subject.ts
wrote src/pulse.subject.test.ts

Pulse (src/pulse.subject.ts): violates: 20 rules passed, 2 MUST failed, 86 skipped

[WORK-03] no failure of a run reaches unhandledRejection or uncaughtException
  the failure of a run that threw reached uncaughtException: Error: run #2 threw. Node would end the process

     0 ms  create
  1000 ms  run #1 started
  1000 ms  run #1 done
  2000 ms  run #2 started
  2000 ms  run #2 failed
  3000 ms  run #3 started
  3000 ms  run #3 failed
  4000 ms  run #4 started
  4000 ms  run #4 done
  4000 ms  uncaughtException: Error: run #2 threw  ← not allowed

  Hint: await every promise of the work and catch its errors; otherwise Node ends the process.
  Run: npx vitest-shutdown explain WORK-03

All of it: npx vitest-shutdown check src/pulse.subject.ts
`)
  expect(readFileSync(join(directory, 'src/pulse.subject.test.ts'), 'utf8'))
    .toBe(`import { describeConformance } from 'vitest-shutdown'
import subject from './pulse.subject.ts'

describeConformance(subject)
`)
})

test('what is written runs under Vitest as it is', async () => {
  const directory = install({ 'pulse.ts': PULSE })
  await runCommand(['init', 'pulse.ts'], { directory })
  const { spawnSync } = await import('node:child_process')
  const { stdout } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run'], {
    cwd: directory,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, VITEST: undefined },
  })
  expect(stdout).toContain('pulse.subject.test.ts (108 tests | 2 failed | 86 skipped)')
})

test('several of one file are subjects of one module', async () => {
  const two = PULSE + PULSE.replace('class Pulse', 'class Echo')
  const directory = install({ 'pulses.ts': two })
  const { stdout } = await runCommand(['init', 'pulses.ts'], { directory })
  expect(stdout).toMatch(/^Pulse \(.*\nEcho \(/m)
  expect(readFileSync(join(directory, 'pulses.subject.ts'), 'utf8'))
    .toBe(`import { defineSubject } from 'vitest-shutdown'
import { Pulse, Echo } from './pulses.ts'

export default [
  defineSubject({
    name: 'Pulse',
    ownership: 'owned',
    intervalMs: 1000,
    create: ({ work }) => new Pulse(work, 1000),
    shutdown: async (m) => m.stop(),
    profile: 'graceful',
    capabilities: { work: 'sync' },
  }),
  defineSubject({
    name: 'Echo',
    ownership: 'owned',
    intervalMs: 1000,
    create: ({ work }) => new Echo(work, 1000),
    shutdown: async (m) => m.stop(),
    profile: 'graceful',
    capabilities: { work: 'sync' },
  }),
]
`)
  expect(readFileSync(join(directory, 'pulses.subject.test.ts'), 'utf8')).toContain(
    'for (const subject of subjects) describeConformance(subject)',
  )
})

test.for<[name: string, files: Record<string, string>, specifier: string]>([
  ['as the file does', { 'a.ts': "import './b.js'\n", 'b.ts': '' }, './a.js'],
  ['with .ts where nothing says how', {}, './a.ts'],
  [
    'with .js where the configuration resolves as Node',
    { 'tsconfig.json': '{ "compilerOptions": { "module": "nodenext" } }' },
    './a.js',
  ],
  [
    'without an ending where a bundler resolves',
    { 'tsconfig.json': '{ "compilerOptions": { "moduleResolution": "bundler" } }' },
    './a',
  ],
  [
    'with .ts where it is allowed',
    {
      'tsconfig.json':
        '{ "compilerOptions": { "module": "nodenext", "allowImportingTsExtensions": true } }',
    },
    './a.ts',
  ],
])('the source is imported %s', async ([, files, specifier]) => {
  const directory = install({ ...files, 'a.ts': (files['a.ts'] ?? '') + PULSE })
  await runCommand(['init', 'a.ts'], { directory })
  expect(readFileSync(join(directory, 'a.subject.ts'), 'utf8')).toContain(
    `import { Pulse } from '${specifier}'`,
  )
})

const LOOKED_FOR =
  'Looked for classes and functions that start a timer, loop, listener, server, socket or worker, or that have a stop, close, end, destroy, dispose, terminate, disconnect, shutdown, [Symbol.dispose] or [Symbol.asyncDispose].'

test.for<[args: string[], message: string]>([
  [['puls.ts'], 'Module `puls.ts` was not found from DIRECTORY. Did you mean `pulse.ts`?'],
  [
    ['src'],
    'Expected `src` to be a module, got a directory. Name the file, such as `src/index.ts`.',
  ],
  [['notes.md'], 'Expected a TypeScript or JavaScript file, got `notes.md`.'],
  [['broken.ts'], 'Could not parse `broken.ts:3`: Unexpected token.'],
  [['sum.ts'], `Nothing to check was found in \`sum.ts\`. ${LOOKED_FOR}`],
  [
    ['hidden.ts'],
    '`Hidden` (`hidden.ts:2`) is not exported, so no subject can make one. Export it.',
  ],
  [
    ['taken.ts'],
    '`taken.subject.ts` already exists and was not changed. Check it with `vitest-shutdown check taken.subject.ts`.',
  ],
  [
    ['tested.ts'],
    '`tested.subject.test.ts` already exists and was not changed. Check it with `vitest-shutdown check tested.subject.ts`.',
  ],
  [
    ['node_modules/pulse/index.js'],
    '`node_modules/pulse/index.js` belongs to a package. Write a module of your own that makes one, as docs/adopt.md shows, and name that.',
  ],
])('init %s is one message, and nothing is written', async ([args, message]) => {
  const directory = install({
    'pulse.ts': PULSE,
    'src/index.ts': '',
    'notes.md': '',
    'broken.ts': 'export class Broken {\n  x = \n}',
    'sum.ts': 'export const sum = (a: number, b: number) => a + b',
    'hidden.ts': `\n${PULSE.replace('export class Pulse', 'class Hidden')}`,
    'taken.ts': PULSE,
    'taken.subject.ts': '// mine',
    'tested.ts': PULSE,
    'tested.subject.test.ts': '// mine',
    'node_modules/pulse/index.js': 'export class Pulse { stop() {} }',
  })
  const before = readdirSync(directory, { recursive: false })
  const { code, stdout, stderr } = await runCommand(['init', ...args], { directory })
  expect({ code, stdout, stderr }).toEqual({
    code: 2,
    stdout: '',
    stderr: `vitest-shutdown: ${message.replace('DIRECTORY', directory)}\n`,
  })
  expect(readdirSync(directory)).toEqual(before)
  expect(readFileSync(join(directory, 'taken.subject.ts'), 'utf8')).toBe('// mine')
})

test('a file that is unusable does not keep the others from being written', async () => {
  const directory = install({ 'pulse.ts': PULSE })
  const { code, stdout, stderr } = await runCommand(['init', 'nowhere.ts', 'pulse.ts'], {
    directory,
  })
  expect(code).toBe(2)
  expect(stderr).toBe(`vitest-shutdown: Module \`nowhere.ts\` was not found from ${directory}.\n`)
  expect(stdout).toContain('wrote pulse.subject.ts')
})

test('outside of a project nothing is looked for', async () => {
  const directory = createProject({ 'pulse.ts': PULSE })
  const { code, stderr } = await runCommand(['init', 'pulse.ts'], { directory })
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `vitest-shutdown: Expected a project: neither ${directory} nor a folder above it has a package.json. Run \`npm init\` first.\n`,
  })
})

test('the list says what has a subject, wherever that is', async () => {
  const directory = install({
    'src/pulse.ts': PULSE,
    'src/echo.ts': PULSE.replace('class Pulse', 'class Echo'),
    'src/index.ts': "export * from './echo.ts'\n",
    'src/hidden.ts': PULSE.replace('export class Pulse', 'class Hidden'),
    'src/broken.ts': 'export class {',
    'tests/echo.subject.ts': `import { Echo } from '../src/index.ts'
export default { name: 'Echo', ownership: 'owned', intervalMs: 1000, create: ({ work }) => new Echo(work, 1000) }
`,
    'dist/pulse.js': 'export class Pulse { stop() {} }',
  })
  const { code, stdout } = await runCommand(['init'], { directory })
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: `   where            what    starts    stopped by  subject
✓  src/echo.ts:1    Echo    interval  stop        tests/echo.subject.ts
–  src/hidden.ts:1  Hidden  interval  stop        none, and not exported
–  src/pulse.ts:1   Pulse   interval  stop        none

1 of 3 has a subject. Next: npx vitest-shutdown init src/pulse.ts
Not read, as they do not parse: src/broken.ts
`,
  })
  await runCommand(['init', 'src/pulse.ts'], { directory })
  const json = await runCommand(['init', '--json'], { directory })
  expect(JSON.parse(json.stdout)).toEqual({
    schema: 1,
    total: 3,
    withSubject: 2,
    candidates: [
      candidate({ file: 'src/echo.ts', name: 'Echo', subject: 'tests/echo.subject.ts' }),
      candidate({ file: 'src/hidden.ts', name: 'Hidden', exported: null, subject: null }),
      candidate({ file: 'src/pulse.ts', name: 'Pulse', subject: 'src/pulse.subject.ts' }),
    ],
    unreadable: ['src/broken.ts'],
  })
})

function candidate(parts: { file: string; name: string; exported?: null; subject: string | null }) {
  const common = { line: 1, kind: 'class', exported: parts.name, starts: ['interval'] }
  return { ...common, stops: ['stop'], ...parts }
}

test('a project without candidates is told so', async () => {
  const directory = install({ 'sum.ts': 'export const sum = 1 + 1' })
  writeFileSync(join(directory, 'README.md'), '')
  const { code, stdout } = await runCommand(['init'], { directory })
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout:
      'Nothing here starts a timer, loop, listener, server, socket or worker, or can be stopped.\n',
  })
})
