import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Runs the built command, without colours, in `cwd` (default: the root of the repository). */
export function runCli(
  args: readonly string[],
  cwd: string = ROOT,
): { exitCode: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [fileURLToPath(new URL('../dist/cli/main.js', import.meta.url)), ...args],
    {
      cwd,
      encoding: 'utf8',
      env: {
        ...process.env,
        NO_COLOR: '1',
        FORCE_COLOR: undefined,
        VITEST: undefined,
        GITHUB_ACTIONS: undefined,
      },
      maxBuffer: 64 * 1024 * 1024,
    },
  )
  return { exitCode: status, stdout, stderr }
}
