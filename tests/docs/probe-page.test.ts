import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { ProbeOptions, ProbeRun } from 'vitest-shutdown/harness'
import { createProject } from './create-project.ts'
import { readCode, readPage } from './read-page.ts'

const page = readPage('docs/probe.md')
const COMMAND = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

const OPTIONS: Record<keyof ProbeOptions, true> = {
  module: true,
  subject: true,
  signal: true,
  endBy: true,
  request: true,
  readiness: true,
  deadlineMs: true,
  readyMs: true,
  readyWhen: true,
  completeWhen: true,
  scenarios: true,
  args: true,
  execArgv: true,
  env: true,
  cwd: true,
}

const SCENARIOS: Record<ProbeRun['scenario'], true> = {
  signal: true,
  storm: true,
  hung: true,
  failing: true,
  exit: true,
}

/** What a reader sees, without what differs from run to run. */
function mask(text: string): string {
  return text
    .replaceAll(/ +\d+ ms$/gm, ' # ms')
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:#')
    .replaceAll(/ {2,}(exit|did)/g, '  $1')
    .trim()
}

function run(folder: string, args: readonly string[]): { exitCode: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
    timeout: 50_000,
  })
  return { exitCode: status, output: stdout + stderr }
}

/** The arguments of a command of the page, quoted where they have spaces. */
function readArguments(block: string): string[] {
  const [, ...args] = page.findBlock(block).match(/'[^']*'|"[^"]*"|\S+/g) ?? []
  return args.slice(1).map((argument) => argument.replace(/^(['"])(.*)\1$/, '$2'))
}

/** What the programs of the page import. */
const PACKAGES = ['vscode-languageserver', '@modelcontextprotocol']

/** The files of the page, one of them changed. */
function changeFile(name: string, from: string | RegExp, to: string) {
  return page
    .findFiles()
    .map(({ path, text }) => ({ path, text: path === name ? text.replace(from, to) : text }))
}

describe('docs/probe.md', () => {
  test('has every option, and every run', () => {
    const findNames = (table: string): string[] =>
      page.findRows(table).map(([name]) => readCode(name))
    expect(findNames('options')).toEqual(Object.keys(OPTIONS))
    expect(findNames('scenarios')).toEqual(Object.keys(SCENARIOS))
  })

  // Signals cannot be sent on Windows.
  test.skipIf(process.platform === 'win32').for<[name: string, args: string[], exitCode: number]>([
    ['output', [COMMAND, ...page.findBlock('command').split(' ').slice(2)], 1],
    ['output: poller', [COMMAND, 'probe', 'poller.mjs'], 0],
    ['output: probe', ['probe.mjs'], 0],
    ['output: lsp', [COMMAND, ...readArguments('command: lsp')], 0],
  ])('shows the %s', ([name, args, exitCode]) => {
    const { folder } = createProject(page.findFiles(), PACKAGES)
    const result = run(folder, args)
    expect(mask(result.output)).toBe(mask(page.findBlock(name)))
    expect(result.exitCode).toBe(exitCode)
  })

  test.skipIf(process.platform === 'win32').for(['command: mcp', 'command: mcp-call'])(
    'has a server of MCP that conforms to %s, and does not without its listener',
    (command) => {
      const { folder } = createProject(page.findFiles(), PACKAGES)
      const args = [COMMAND, ...readArguments(command), '--deadline', '1000']
      expect(run(folder, args)).toMatchObject({ exitCode: 0 })
      const broken =
        command === 'command: mcp'
          ? changeFile('mcp-server.mjs', /process\.stdin\.once.*/, '')
          : changeFile('mcp-server.mjs', 'clearInterval(index)', 'process.exit(0)')
      const other = createProject(broken, PACKAGES)
      const result = run(other.folder, args)
      expect(result.exitCode).toBe(1)
      expect(result.output).toContain('[PROC-06]')
    },
  )

  test.skipIf(process.platform === 'win32')('has a language server that must answer', () => {
    const hanging = '() => new Promise(() => {})'
    const files = changeFile('language-server.mjs', '() => clearInterval(indexer)', hanging)
    const { folder } = createProject(files, PACKAGES)
    const [, ...rest] = readArguments('command: lsp')
    const result = run(folder, [COMMAND, 'probe', '--deadline', '500', ...rest])
    expect(result.exitCode).toBe(1)
    expect(result.output).toContain('it did not answer the request `shutdown`')
  })
})
