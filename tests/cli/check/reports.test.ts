import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { formatBadge, formatHtml, formatJunit } from 'vitest-shutdown/harness'
import type { Report } from '../../../harness/model/report.ts'
import { createProject, HEARTBEAT } from '../project.ts'
import { MODULES, runCommand } from '../run-command.ts'

/** A subject with a name that breaks what does not escape, and a broken SHOULD. */
const HOSTILE = `
import { createHeartbeat } from './heartbeat.js'
const create = (probe) => {
  const manager = createHeartbeat({ ...probe, logger: { ...probe.logger, warn: () => probe.logger.warn('gone') } })
  return manager
}
export default { name: '<script>alert("1")</script> & 漢字', ownership: 'owned', intervalMs: 1000, create }
`

function readReports(path: string): Report[] {
  return JSON.parse(readFileSync(path, 'utf8')) as Report[]
}

/** The script differs, for the tests are transformed: it has a test of its own. */
function withoutScript(page: string): string {
  return page.replace(/<script>[^]*?<\/script>/, '').replace(/sha256-[\w+/=]+/, '')
}

describe('check writes', () => {
  test('all reports in one call, of the same results, and the text as ever', async () => {
    const directory = createProject({ 'heartbeat.js': HEARTBEAT, 'hostile.js': HOSTILE })
    const files = ['--json', 'r.json', '--html', 'r.html', '--junit', 'r.xml', '--badge', 'b.json']
    const args = ['check', 'heartbeat.js', 'hostile.js', '--only', 'STOP-01,DROP-12', ...files]
    const { code, stdout, stderr } = await runCommand(args, { directory })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^Heartbeat \(heartbeat\.js\): conforms: 3 rules passed\n/)
    const reports = readReports(join(directory, 'r.json'))
    expect(reports.map(({ verdict }) => verdict)).toEqual(['conforms', 'conforms'])
    const read = (name: string): string => readFileSync(join(directory, name), 'utf8')
    expect(withoutScript(read('r.html'))).toBe(withoutScript(formatHtml(reports)))
    expect(read('r.html')).not.toContain('<script>alert')
    expect(read('r.xml')).toBe(formatJunit(reports))
    expect(read('r.xml')).toContain('SHOULD not met: ')
    expect(read('b.json')).toBe(formatBadge(reports))
    expect(read('b.json')).toContain('"2 of 2 conform"')
  })

  test('the page of what breaks a MUST, with its lanes, and exits with 1', async () => {
    const directory = createProject({})
    const path = join(directory, 'page.html')
    const args = ['check', 'leaky.ts', '--only', 'STOP-03', '--html', path]
    const { code } = await runCommand(args)
    expect(code).toBe(1)
    const page = readFileSync(path, 'utf8')
    expect(page).toContain('<p>Leaky violates the pattern.</p>')
    expect(page).toContain('<text class="mark"')
    expect(page).toContain('>manager</div>')
    expect(page).toContain('>runs</div>')
  })

  test('the reports of what could not be checked, and exits with 2', async () => {
    const directory = createProject({})
    const args = [
      'check',
      'nowhere.js',
      '--junit',
      'r.xml',
      '--html',
      'r.html',
      '--badge',
      'b.json',
    ]
    const { code } = await runCommand(args, { directory })
    expect(code).toBe(2)
    const read = (name: string): string => readFileSync(join(directory, name), 'utf8')
    expect(read('r.xml')).toContain(
      `<error message="Module \`nowhere.js\` was not found from ${directory}." type="MUST">`,
    )
    expect(read('r.html')).toContain('nowhere.js is unusable.')
    expect(read('b.json')).toContain('"not checked"')
  })

  test('the reports where Vitest could not start too', async () => {
    const directory = createProject({
      'heartbeat.js': HEARTBEAT,
      'vitest.config.js': "throw new Error('no such plugin')",
    })
    const { code, stderr } = await runCommand(['check', 'heartbeat.js', '--junit', 'r.xml'], {
      directory,
    })
    expect(code).toBe(2)
    expect(stderr).toContain('vitest-shutdown: Vitest could not start: ')
    expect(readFileSync(join(directory, 'r.xml'), 'utf8')).toContain('no such plugin')
  })

  test('over a file that is there, and through a link', async () => {
    const directory = createProject({ 'heartbeat.js': HEARTBEAT, 'old.json': '[]' })
    symlinkSync(join(directory, 'old.json'), join(directory, 'link.json'))
    const args = ['check', 'heartbeat.js', '--only', 'STOP-01', '--json', 'link.json']
    expect((await runCommand(args, { directory })).code).toBe(0)
    expect(readReports(join(directory, 'old.json'))).toHaveLength(1)
  })
})

describe('a file that cannot be, is said before anything is run, and changes nothing', () => {
  test.for<[args: string[], message: string]>([
    [
      ['--html', 'out/page.html'],
      'Expected `--html out/page.html` to be in a directory that exists: DIRECTORY/out does not.',
    ],
    [['--junit', 'folder'], 'Expected `--junit folder` to be a file, got a directory.'],
    [
      ['--json', 'a.json', '--badge', 'link.json'],
      'Expected `--badge link.json` to be a file of its own, but it is the same as `--json a.json`.',
    ],
    [
      ['--html', 'new.html', '--junit', './folder/../new.html'],
      'Expected `--junit ./folder/../new.html` to be a file of its own, but it is the same as `--html new.html`.',
    ],
    [
      ['--html', 'dies.js'],
      'Expected `--html dies.js` to be a file of its own, but it is the same as the module dies.js.',
    ],
  ])('%j', async ([args, message]) => {
    const directory = createProject({
      'dies.js': "import { writeFileSync } from 'node:fs'\nwriteFileSync('was-run', '')",
      'a.json': 'kept',
      'folder/note.txt': '',
    })
    symlinkSync(join(directory, 'a.json'), join(directory, 'link.json'))
    const before = readdirSync(directory)
    const result = await runCommand(['check', 'dies.js', ...args], { directory })
    expect(result).toEqual({
      code: 2,
      stdout: '',
      stderr: `vitest-shutdown: ${message.replace('DIRECTORY', directory)}\n`,
    })
    expect(readdirSync(directory)).toEqual(before)
    expect(readFileSync(join(directory, 'a.json'), 'utf8')).toBe('kept')
  })

  test('a file that could not be written after all is one message, and the others are written', async () => {
    const directory = createProject({
      'heartbeat.js': HEARTBEAT,
      // What a module does to the folder in the meantime.
      'subject.js': `
import { mkdirSync } from 'node:fs'
mkdirSync('r.xml', { recursive: true })
export { default } from './heartbeat.js'`,
    })
    const args = [
      'check',
      'subject.js',
      '--only',
      'STOP-01',
      '--junit',
      'r.xml',
      '--badge',
      'b.json',
    ]
    const { code, stdout, stderr } = await runCommand(args, { directory })
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `vitest-shutdown: \`--junit r.xml\` could not be written: Error: EISDIR: illegal operation on a directory, open '${directory}/r.xml'.\n`,
    })
    expect(stdout).toBe('Heartbeat (subject.js): conforms: 2 rules passed\n')
    expect(existsSync(join(directory, 'b.json'))).toBe(true)
  })
})

describe('in GitHub Actions', () => {
  const env = { GITHUB_ACTIONS: 'true' }
  const only = ['--only', 'STOP-03']

  test('each finding is annotated after the text, relative to the repository', async () => {
    const directory = join(MODULES, '../../..')
    const { code, stdout } = await runCommand(['check', 'leaky.ts', ...only], {
      env: { ...env, GITHUB_WORKSPACE: directory },
    })
    expect(code).toBe(1)
    expect(stdout.split('\n').slice(-3)).toEqual([
      '',
      '::error file=tests/cli/modules/leaky.ts,line=7,col=13,title=Leaky breaks STOP-03::no run starts after shutdown() was called%0ALeaky started run #2 at 2000 ms, 1000 ms after shutdown()%0AHint: check the stop flag after every sleep and right before the work, and clear the timer before awaiting the run in flight%0ARun: npx vitest-shutdown explain STOP-03',
      '',
    ])
  })

  test('a broken SHOULD is a warning', async () => {
    const directory = createProject({ 'heartbeat.js': HEARTBEAT, 'hostile.js': HOSTILE })
    const args = ['check', 'hostile.js', '--only', 'DROP-12']
    const { code, stdout } = await runCommand(args, { directory, env })
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /\n\n::warning file=h\w+\.js,.*title=<script>alert\("1"\)<\/script> & 漢字 breaks DROP-12 \(SHOULD\)::.+\n$/,
    )
  })

  test('the JSON on standard output stays pure', async () => {
    const { stdout, stderr } = await runCommand(['check', 'leaky.ts', ...only, '--json', '-'], {
      env,
    })
    expect(JSON.parse(stdout)).toHaveLength(1)
    expect(stderr).toContain('\n::error file=leaky.ts,line=7')
  })

  test('a conforming subject is not annotated, nor is anything elsewhere', async () => {
    const inActions = await runCommand(['check', 'heartbeat.ts', ...only], { env })
    expect(inActions.stdout).not.toContain('::')
    const elsewhere = await runCommand(['check', 'leaky.ts', ...only])
    expect(elsewhere.stdout).not.toContain('::')
    const denied = await runCommand(['check', 'leaky.ts', ...only], {
      env: { GITHUB_ACTIONS: 'false' },
    })
    expect(denied.stdout).toBe(elsewhere.stdout)
  })
})

test('a device takes a report as a file does', async () => {
  const args = ['check', 'heartbeat.ts', '--only', 'STOP-01', '--junit', '/dev/null']
  expect(await runCommand(args)).toMatchObject({ code: 0, stderr: '' })
})
