import { spawn } from 'node:child_process'

/** Nothing that the matrix starts takes longer, unless it hangs. */
const LIMIT_MS = 300_000

/**
 * Runs a program to its end, in an environment that knows nothing of the test run around it.
 * `code` is null for one that was killed, or that could not be started.
 */
export function runProcess(command, args, { cwd, env = {}, limitMs = LIMIT_MS, shell = false }) {
  const child = spawn(command, args, {
    cwd,
    env: { ...cleanEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: limitMs,
    killSignal: 'SIGKILL',
    shell,
  })
  return new Promise((resolve) => {
    let output = ''
    let stdout = ''
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text) => (output += text))
    child.once('error', (error) => resolve({ code: null, stdout, output: String(error) }))
    child.once('close', (code) => resolve({ code, stdout, output }))
  })
}

/** Runs npm; on Windows that is a script, which only a shell starts. */
export function runNpm(args, cwd) {
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline']
  return runProcess('npm', [...args, ...quiet], { cwd, shell: process.platform === 'win32' })
}

function cleanEnvironment() {
  const env = { ...process.env, NO_COLOR: '1' }
  for (const name of Object.keys(env)) {
    if (/^(?:npm_|VITEST|FORCE_COLOR$|GITHUB_|NODE_ENV$|NODE_OPTIONS$)/.test(name)) delete env[name]
  }
  return env
}
