import { describe, expect, test } from 'vitest'
import { createProject } from '../project.ts'
import { MODULES, runCommand } from '../run-command.ts'

const SEE_HELP = 'See `vitest-shutdown --help`.'

describe('a usage error is one message on stderr and exit code 2', () => {
  test.for<[args: string[], message: string]>([
    [[], `Expected a command: init, check, probe, baseline, rules or explain. ${SEE_HELP}`],
    [['chek', 'heartbeat.ts'], `Unknown command \`chek\`. Did you mean \`check\`? ${SEE_HELP}`],
    [['inti'], `Unknown command \`inti\`. Did you mean \`init\`? ${SEE_HELP}`],
    [['--hlep'], `Unknown option \`--hlep\`. Did you mean \`--help\`? ${SEE_HELP}`],
    [['rub'], `Unknown command \`rub\`. ${SEE_HELP}`],
    [
      ['heartbeat.ts'],
      'Unknown command `heartbeat.ts`. Did you mean `vitest-shutdown check heartbeat.ts`?',
    ],
    [['ini'], `Unknown command \`ini\`. Did you mean \`init\`? ${SEE_HELP}`],
    [
      ['init', 'heartbeat.ts', '--json'],
      `Expected no file beside \`--json\`, which lists the project as JSON, got \`heartbeat.ts\`. ${SEE_HELP}`,
    ],
    [
      ['init', '--only', 'STOP-03'],
      `\`--only\` is an option of \`check\`, not of \`init\`. ${SEE_HELP}`,
    ],
    [
      ['check'],
      `Expected a module to check, such as \`vitest-shutdown check my-manager.ts\`. ${SEE_HELP}`,
    ],
    [
      ['check', 'heartbeat.ts', '--jsn', '-'],
      `Unknown option \`--jsn\`. Did you mean \`--json\`? ${SEE_HELP}`,
    ],
    [['check', 'heartbeat.ts', '-x'], `Unknown option \`-x\`. ${SEE_HELP}`],
    [
      ['check', 'heartbeat.ts', '--json'],
      'Expected a file name after `--json`, or `-` for standard output.',
    ],
    [
      ['check', 'heartbeat.ts', '--json', '--only', 'STOP-03'],
      'Expected a file name after `--json`, or `-` for standard output.',
    ],
    [['check', 'heartbeat.ts', '--html'], 'Expected a file name after `--html`.'],
    [['check', 'heartbeat.ts', '--junit', '--html', 'a'], 'Expected a file name after `--junit`.'],
    [
      ['check', 'heartbeat.ts', '--badge', '-'],
      'Expected a file name after `--badge`, got `-`: only `--json` writes to standard output.',
    ],
    [
      ['check', 'heartbeat.ts', '--html', 'a.html', '--html', 'b.html'],
      'Expected `--html` once, got 2.',
    ],
    [
      ['check', 'heartbeat.ts', '--html', 'out', '--junit', './out'],
      'Expected `--junit ./out` to be a file of its own, but it is the same as `--html out`.',
    ],
    [
      ['check', 'heartbeat.ts', '--badge', '../modules/heartbeat.ts'],
      'Expected `--badge ../modules/heartbeat.ts` to be a file of its own, but it is the same as the module heartbeat.ts.',
    ],
    [
      ['check', 'heartbeat.ts', '--json', 'heartbeat.ts/out.json'],
      `Expected \`--json heartbeat.ts/out.json\` to be in a directory that exists: ${MODULES}/heartbeat.ts does not.`,
    ],
    [
      ['check', 'heartbeat.ts', '--junit', 'x'.repeat(300)],
      `Expected \`--junit ${'x'.repeat(300)}\` to be a file that can be written: ENAMETOOLONG: name too long, open '${MODULES}/${'x'.repeat(300)}'.`,
    ],
    [
      ['check', 'heartbeat.ts', '--only'],
      'Expected rules or areas after `--only`, such as `--only STOP-03,DROP`.',
    ],
    [
      ['check', 'heartbeat.ts', '--only', 'STOP-03,'],
      'Expected rules or areas after `--only`, such as `--only STOP-03,DROP`.',
    ],
    [
      ['check', 'heartbeat.ts', '--only', 'STOP-03,STP-04'],
      'Unknown rule `STP-04`. Did you mean `STOP-04`? See `vitest-shutdown rules`.',
    ],
    [
      ['check', 'heartbeat.ts', '--profile', 'soft'],
      'Expected `full` or `graceful` after `--profile`, got `soft`.',
    ],
    [['check', 'heartbeat.ts', '--profile'], 'Expected `full` or `graceful` after `--profile`.'],
    [
      ['rules', '--only', 'STOP-03'],
      `\`--only\` is an option of \`check\`, not of \`rules\`. ${SEE_HELP}`,
    ],
    [
      ['rules', '--json=all'],
      'Expected no value after `--json` of the command `rules`, got `all`.',
    ],
    [['rules', 'STOP'], `Expected no argument after \`rules\`; unexpected \`STOP\`. ${SEE_HELP}`],
    [['baseline', 'src/a.test.ts', '-u'], `Unknown option \`-u\`. ${SEE_HELP}`],
    [
      ['baseline', 'src/a.test.ts', 'src/b.test.ts'],
      `Expected arguments for Vitest after \`--\`: \`vitest-shutdown baseline -- src/a.test.ts src/b.test.ts\`. ${SEE_HELP}`,
    ],
    [
      ['baseline', '--add', '--check'],
      `Expected \`--add\` or \`--check\`, got both: the first writes, the second never does. ${SEE_HELP}`,
    ],
    [['baseline', '--output'], 'Expected a file name after `--output`.'],
    [['baseline', '--output', '--add'], 'Expected a file name after `--output`.'],
    [
      ['baseline', '--add=yes'],
      'Expected no value after `--add` of the command `baseline`, got `yes`.',
    ],
    [
      ['baseline', '--outptu', 'a.json', '--', '--check'],
      `Unknown option \`--outptu\`. Did you mean \`--output\`? ${SEE_HELP}`,
    ],
    [
      ['check', 'heartbeat.ts', '--add'],
      `\`--add\` is an option of \`baseline\`, not of \`check\`. ${SEE_HELP}`,
    ],
    [['explain'], `Expected a rule id, such as \`vitest-shutdown explain STOP-03\`. ${SEE_HELP}`],
    [
      ['explain', 'STOP-03', 'STOP-04'],
      `Expected one rule id after \`explain\`; unexpected \`STOP-04\`. ${SEE_HELP}`,
    ],
    [['explain', 'nonsense'], 'Unknown rule `NONSENSE`. See `vitest-shutdown rules`.'],
    [
      ['check', 'heartbeat.ts', '--explore', '0'],
      'Expected milliseconds > 0 after `--explore`, such as `--explore 5000`, got `0`.',
    ],
    [
      ['check', 'heartbeat.ts', '--explore', 'soon'],
      'Expected milliseconds > 0 after `--explore`, such as `--explore 5000`, got `soon`.',
    ],
    [
      ['check', 'heartbeat.ts', '--explore'],
      'Expected milliseconds > 0 after `--explore`, such as `--explore 5000`.',
    ],
    [
      ['check', 'heartbeat.ts', '--seed'],
      'Expected a whole number >= 0 after `--seed`, such as `--seed 7`.',
    ],
    [
      ['check', 'heartbeat.ts', '--seed', '1.5'],
      'Expected a whole number >= 0 after `--seed`, such as `--seed 7`, got `1.5`.',
    ],
    [
      ['check', 'heartbeat.ts', '--seed', '2', '--replay', '1'],
      'Expected `--seed` or `--replay`, got both: the token names its seed.',
    ],
    [['check', 'heartbeat.ts', '--replay'], 'Expected the token of a failure after `--replay`.'],
    [
      ['check', 'heartbeat.ts', '--replay', '1'],
      'Expected a replay token such as `x1-03-n20-b43-s@7+d@9-1f3a`, got `1`: copy the whole token from the failure.',
    ],
    [
      ['probe'],
      `Expected a module to probe, such as \`vitest-shutdown probe main.ts\`. ${SEE_HELP}`,
    ],
    [
      ['probe', 'main.ts', 'other.ts'],
      `Expected one module after \`probe\`; unexpected \`other.ts\`. Arguments of the program follow \`--\`. ${SEE_HELP}`,
    ],
    [
      ['probe', 'main.ts', '--signal', 'SIGTRM'],
      'Expected a signal after `--signal`, such as `--signal SIGINT`, got `SIGTRM`. Did you mean `SIGTERM`?',
    ],
    [
      ['probe', 'main.ts', '--signal', 'kill'],
      'Expected a signal that can be caught after `--signal`, got `kill`: no process can listen for it.',
    ],
    [['probe', 'main.ts', '--signal'], `Expected a value after \`--signal\`. ${SEE_HELP}`],
    [
      ['probe', 'main.ts', '--deadline', '-5'],
      'Expected milliseconds > 0 and at most 600000 after `--deadline`, such as `--deadline 5000`, got `-5`.',
    ],
    [
      ['probe', 'main.ts', '--deadline=soon'],
      'Expected milliseconds > 0 and at most 600000 after `--deadline`, such as `--deadline 5000`, got `soon`.',
    ],
    [
      ['probe', 'main.ts', '--scenario', 'hang'],
      'Expected `hung` or `failing` after `--scenario`, got `hang`. Did you mean `hung`?',
    ],
    [
      ['probe', 'main.ts', '--end-by', 'stdn'],
      'Expected a signal, `stdin`, `stdin:TEXT`, `lsp`, `message:TEXT` or `disconnect` after `--end-by`, got `stdn`. Did you mean `stdin`?',
    ],
    [
      ['probe', 'main.ts', '--end-by', 'message:'],
      'Expected a signal, `stdin`, `stdin:TEXT`, `lsp`, `message:TEXT` or `disconnect` after `--end-by`, got `message:`. Did you mean `message:TEXT`?',
    ],
    [
      ['probe', 'main.ts', '--end-by', 'SIGKILL'],
      'Expected a signal that can be caught after `--end-by`, got `SIGKILL`: no process can listen for it.',
    ],
    [
      ['probe', 'main.ts', '--request', 'localhost:3000'],
      'Expected an http URL, or a path such as `/health`, after `--request`, got `localhost:3000`.',
    ],
    [
      ['check', 'heartbeat.ts', '--signal', 'SIGINT'],
      `\`--signal\` is an option of \`probe\`, not of \`check\`. ${SEE_HELP}`,
    ],
  ])('%j', async ([args, message]) => {
    expect(await runCommand(args)).toEqual({
      code: 2,
      stdout: '',
      stderr: `vitest-shutdown: ${message}\n`,
    })
  })

  test('--json into a folder that does not exist', async () => {
    const directory = createProject({})
    const result = await runCommand(['check', 'a.js', '--json', 'out/report.json'], { directory })
    expect(result).toEqual({
      code: 2,
      stdout: '',
      stderr: `vitest-shutdown: Expected \`--json out/report.json\` to be in a directory that exists: ${directory}/out does not.\n`,
    })
  })

  test('--output onto a folder', async () => {
    const directory = createProject({ 'out/note.txt': '' })
    expect(await runCommand(['baseline', '--output', 'out'], { directory })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'vitest-shutdown: Expected `--output out` to be a file, got a directory.\n',
    })
  })

  test('--json onto a folder', async () => {
    const directory = createProject({ 'out/note.txt': '' })
    const result = await runCommand(['check', 'a.js', '--json', 'out'], { directory })
    expect(result).toEqual({
      code: 2,
      stdout: '',
      stderr: 'vitest-shutdown: Expected `--json out` to be a file, got a directory.\n',
    })
  })
})

test('--help names every command and option of this version, and no other', async () => {
  const { code, stdout, stderr } = await runCommand(['--help'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout.match(/--[a-z-]+/g)).toEqual(
    expect.arrayContaining([
      '--only',
      '--explore',
      '--seed',
      '--replay',
      '--json',
      '--html',
      '--junit',
      '--badge',
      '--signal',
      '--deadline',
      '--scenario',
      '--ready-when',
      '--complete-when',
      '--subject',
      '--output',
      '--add',
      '--check',
      '--help',
      '--version',
    ]),
  )
  expect(stdout).toMatch(
    / check <module…>.*\n.* probe <module>.*\n.* baseline .*\n.* rules .*\n.* explain RULE-ID/,
  )
})

test('--version prints the version of the package', async () => {
  expect(await runCommand(['--version'])).toEqual({ code: 0, stdout: '0.2.0\n', stderr: '' })
})
