import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createProject, HEARTBEAT } from '../project.ts'
import { runCommand } from '../run-command.ts'

const ONE_RULE = ['--only', 'STOP-01']

test('check works without any config', async () => {
  const directory = createProject({ 'heartbeat.js': HEARTBEAT })
  const { code, stdout } = await runCommand(['check', 'heartbeat.js', ...ONE_RULE], { directory })
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: 'Heartbeat (heartbeat.js): conforms: 2 rules passed\n',
  })
  expect(readdirSync(directory)).toEqual(['heartbeat.js'])
})

test('check uses the aliases, the definitions and the plugins of the config', async () => {
  const directory = createProject({
    'vite.config.mjs': `export default {
      resolve: { alias: { '@': import.meta.dirname + '/src' } },
      define: { __NAME__: '"Defined"' },
      plugins: [{ name: 'shout', transform: (code, id) => id.endsWith('aliased.ts') ? code.replace('!', '!!!') : undefined }],
    }`,
    'src/heartbeat.js': HEARTBEAT,
    'aliased.ts': `import heartbeat from '@/heartbeat.js'
      declare const __NAME__: string
      export default { ...heartbeat, name: __NAME__ + '!' as string }`,
  })
  const args = ['check', 'aliased.ts', '@/heartbeat.js', ...ONE_RULE]
  const { code, stdout } = await runCommand(args, { directory })
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: `Defined!!! (aliased.ts): conforms: 2 rules passed
Heartbeat (@/heartbeat.js): conforms: 2 rules passed

2 subjects: 2 conform.
`,
  })
})

test('check runs in Node and by its own limits, whatever the config is made for', async () => {
  const directory = createProject({
    'vitest.config.mjs': `export default { test: {
      include: ['nothing/**'], environment: 'jsdom', pool: 'threads', isolate: false, globals: true,
      coverage: { enabled: true }, reporters: ['verbose'], bail: 1, retry: 3, testTimeout: 1,
      browser: { enabled: true, instances: [{ browser: 'chromium' }] },
    } }`,
    'heartbeat.js': HEARTBEAT,
  })
  const { code, stdout } = await runCommand(['check', 'heartbeat.js', ...ONE_RULE], { directory })
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: 'Heartbeat (heartbeat.js): conforms: 2 rules passed\n',
  })
})

test('a module is checked in the project that it belongs to', async () => {
  const named = `import heartbeat from '../../heartbeat.js'
    export default { ...heartbeat, name: 'Of ' + __PROJECT__ }`
  const directory = createProject({
    'vitest.config.mjs': `export default { test: { projects: [
      { root: './packages/a', test: { name: 'a' }, define: { __PROJECT__: '"a"' } },
      'packages/b',
    ] } }`,
    'heartbeat.js': HEARTBEAT,
    'packages/a/subject.js': named,
    'packages/b/subject.js': named,
    'packages/b/vitest.config.mjs': `export default { test: { name: 'b' }, define: { __PROJECT__: '"b"' } }`,
  })
  const args = ['check', 'packages/a/subject.js', 'packages/b/subject.js', ...ONE_RULE]
  expect((await runCommand(args, { directory })).stdout).toBe(
    `Of a (packages/a/subject.js): conforms: 2 rules passed
Of b (packages/b/subject.js): conforms: 2 rules passed

2 subjects: 2 conform.
`,
  )
})

test('fake timers of a setup file are refused in one message', async () => {
  const directory = createProject({
    'vitest.config.mjs': `export default { test: { setupFiles: ['./setup.js'] } }`,
    'setup.js': `import { vi } from 'vitest'
      vi.useFakeTimers()`,
    'heartbeat.js': HEARTBEAT,
  })
  expect(await runCommand(['check', 'heartbeat.js'], { directory })).toEqual({
    code: 2,
    stdout: `heartbeat.js: unusable: it could not be checked

  The fake timers of Vitest are on: a setup file called \`vi.useFakeTimers()\`. The check brings its own clock, so turn them on in the tests that need them instead.
`,
    stderr: '',
  })
})

test('a setup file that throws is named', async () => {
  const directory = createProject({
    'vitest.config.mjs': `export default { test: { setupFiles: ['./setup.js'] } }`,
    'setup.js': `throw new Error('no database for the tests')`,
    'heartbeat.js': HEARTBEAT,
  })
  expect(await runCommand(['check', 'heartbeat.js'], { directory })).toEqual({
    code: 2,
    stdout: `heartbeat.js: unusable: it could not be checked

  Vitest could not start the check: Error: no database for the tests
  at setup.js:1:7
`,
    stderr: '',
  })
})

test('a config that cannot be loaded is one message, and an entry for each module', async () => {
  const directory = createProject({
    'vite.config.mjs': `throw new Error('the config is broken')`,
    'heartbeat.js': HEARTBEAT,
  })
  const { code, stdout, stderr } = await runCommand(['check', 'heartbeat.js', '--json', '-'], {
    directory,
  })
  expect(code).toBe(2)
  expect(stderr).toContain('vitest-shutdown: Vitest could not start: the config is broken\n')
  expect(stderr).not.toMatch(/^ +at .*dist[/\\]cli/m)
  expect(JSON.parse(stdout)).toMatchObject([
    {
      module: 'heartbeat.js',
      verdict: 'unusable',
      rules: [{ id: 'KIT-00', message: 'Vitest could not start: the config is broken' }],
    },
  ])
})

test('what a config or a module prints does not get into the JSON', async () => {
  const directory = createProject({
    'vite.config.mjs': `console.log('noise of the config')
      export default {}`,
    'heartbeat.js': `console.log('noise of the module')${HEARTBEAT}`,
  })
  const args = ['check', 'heartbeat.js', '--json', '-', ...ONE_RULE]
  const { stdout, stderr } = await runCommand(args, { directory })
  expect(JSON.parse(stdout)).toMatchObject([{ subject: 'Heartbeat', verdict: 'conforms' }])
  expect(stderr).toContain('noise of the config')
})

test('a module may be CommonJS, an absolute path, or the name of a package', async () => {
  const directory = createProject({
    'old.cjs': HEARTBEAT.replace('export function', 'function').replace(
      'export default',
      'module.exports =',
    ),
    'node_modules/ticker/package.json':
      '{ "type": "module", "exports": { "import": "./main.js" } }',
    'node_modules/ticker/main.js': HEARTBEAT,
  })
  const absolute = join(directory, 'old.cjs')
  const args = ['check', 'old.cjs', absolute, 'ticker', ...ONE_RULE]
  expect((await runCommand(args, { directory })).stdout).toBe(
    `Heartbeat (old.cjs): conforms: 2 rules passed
Heartbeat (${absolute}): conforms: 2 rules passed
Heartbeat (ticker): conforms: 2 rules passed

3 subjects: 3 conform.
`,
  )
})
