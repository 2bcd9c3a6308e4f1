import { formatReplayToken, readNodeMajor } from '../../harness/explore/plan/replay-token.ts'
import { MODULES, runCommand } from '../cli/run-command.ts'
import type { FailureKind } from './failure-kind.ts'

async function write(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runCommand(args)
  const text = [`$ vitest-shutdown ${args.join(' ')}`, stdout, stderr, `exit code ${code}`]
  return text
    .filter((part) => part !== '')
    .join('\n')
    .replaceAll(MODULES, '/repo')
}

/** What the command says of a mistake of its user. */
export const commandKinds: readonly FailureKind[] = [
  { name: 'command-unknown', write: () => write('chek', 'heartbeat.ts') },
  { name: 'command-without-module', write: () => write('check') },
  { name: 'command-unknown-option', write: () => write('check', 'heartbeat.ts', '--jsn', '-') },
  { name: 'command-unknown-rule', write: () => write('explain', 'STOP-5') },
  { name: 'command-no-such-module', write: () => write('check', 'hartbeat.ts') },
  {
    name: 'command-no-subject',
    write: () =>
      write(
        'check',
        'no-exports.ts',
        'named-exports.ts',
        'empty-array.ts',
        'number.ts',
        'misspelt-key.ts',
        'interval-zero.ts',
        'shared-without-clone.ts',
        'throws-at-import.ts',
        'create-throws.ts',
        'without-shutdown.ts',
      ),
  },
  {
    name: 'command-malformed-token',
    write: () => write('check', 'heartbeat.ts', '--replay', 'x1-01-n20-b52-s@3'),
  },
  {
    name: 'command-stale-token',
    write: async () => {
      // Found when the manager had seven moments; written anew because it names the version of Node.
      const token = formatReplayToken({
        rule: 'EXPLORE-01',
        nodeMajor: readNodeMajor(),
        boundaries: 7,
        plan: [{ name: 'shutdown', at: 3 }],
      })
      const text = await write('check', 'racy.ts', '--replay', token)
      return text.replaceAll(token, 'x1-01-n20-b7-s@3-1f3a')
    },
  },
]
