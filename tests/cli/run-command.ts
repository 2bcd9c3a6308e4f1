import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

/** The folder with the modules that the tests check. */
export const MODULES = fileURLToPath(new URL('modules', import.meta.url))

export interface CommandResult {
  code: number | null
  stdout: string
  stderr: string
}

/** Runs the built command in a process of its own. */
export function runCommand(
  args: readonly string[],
  options: { directory?: string; env?: NodeJS.ProcessEnv; interruptWhen?: () => boolean } = {},
): Promise<CommandResult> {
  const {
    NO_COLOR: _no,
    FORCE_COLOR: _force,
    NODE_ENV: _env,
    VITEST: _vitest,
    GITHUB_ACTIONS: _actions,
    GITHUB_WORKSPACE: _workspace,
    ...env
  } = process.env
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: options.directory ?? MODULES,
    env: { ...env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { interruptWhen } = options
  const poll = setInterval(() => {
    if (interruptWhen?.()) child.kill('SIGINT')
  }, 20)
  return new Promise((resolve, reject) => {
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk))
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      clearInterval(poll)
      resolve({ code, stdout, stderr })
    })
  })
}
