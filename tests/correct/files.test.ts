import '../../fixtures/setup.ts'
import { readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { checkConformance } from '../../harness/check/check-conformance.ts'
import { EXPLORE_RULES } from '../../harness/explore/explore-rules.ts'
import type { Subject, SubjectContext } from '../../harness/model/subject.ts'
import { ConfigWatcher, subject as configWatcher } from './files/config-watcher.ts'
import type { FileReader } from './files/file-reader.ts'
import { FolderWatcher, subject as folderWatcher } from './files/folder-watcher.ts'
import { LogTailer, subject as logTailer } from './files/log-tailer.ts'
import { removeWatchedFiles } from './files/watched-file.ts'

afterAll(removeWatchedFiles)

// They read real files, which no schedule controls.
const skip = Object.fromEntries(EXPLORE_RULES.map((id) => [id, 'files are real']))

async function findFailures(
  subject: Subject<FileReader>,
  only?: readonly string[],
): Promise<string[]> {
  const { rules } = await checkConformance(subject, { skip, ...(only && { only }) })
  return rules
    .filter(({ id, status }) => status === 'fail' || (status === 'not-run' && !(id in skip)))
    .map(({ id, message, reason }) => `${id} ${message ?? reason}`)
}

/** A run that awaits the shutdown waits for itself; none of them promises more. */
const MISSED = 'STOP-09 run #2 and the shutdown() it awaits wait for each other'

test.for([configWatcher, logTailer, folderWatcher])(
  '$name, which watches a real file, is accused of nothing else',
  async (subject) => {
    expect(await findFailures(subject)).toEqual([MISSED])
  },
)

/** Never calls `unwatchFile()`. */
class ConfigWatcherLeft extends ConfigWatcher {
  protected override unwatch(): void {}
}

/** Calls it in `shutdown()` only. */
class LogTailerLeft extends LogTailer {
  override [Symbol.dispose](): void {
    this.unwatch = () => {}
    super[Symbol.dispose]()
  }
}

/** Never closes its watcher. */
class FolderWatcherLeft extends FolderWatcher {
  protected override unwatch(): void {}
}

test.for([
  [
    configWatcher,
    ConfigWatcherLeft,
    'LEAK-06 still open after the shutdown: file watcher (polling)',
  ],
  [logTailer, LogTailerLeft, 'LEAK-06 still open after the drop: file watcher (polling)'],
  [folderWatcher, FolderWatcherLeft, 'LEAK-06 still open after the shutdown: file watcher'],
] as const)('a watcher that is left is found: %$', async ([subject, Left, found]) => {
  const left = { ...subject, create: (context: SubjectContext) => new Left(context) }
  expect(await findFailures(left, ['LEAK-06'])).toEqual([found])
})

/** Reads its settings without waiting. */
class SyncConfigWatcher extends ConfigWatcher {
  protected override read(): Promise<void> {
    JSON.parse(readFileSync(this.path, 'utf8'))
    return Promise.resolve()
  }
}

/** Begins a run although it has been told to stop while it read the file. */
class HastyWatcher extends SyncConfigWatcher {
  protected override readonly isHasty = true
}

async function explore(Watcher: typeof ConfigWatcher): Promise<string | undefined> {
  const subject = { ...configWatcher, create: (context: SubjectContext) => new Watcher(context) }
  const { rules } = await checkConformance(subject, { only: ['EXPLORE-01'] })
  const { status, message, reason } = rules.find(({ id }) => id === 'EXPLORE-01') ?? {}
  return status === 'pass' ? status : (message ?? reason)
}

test('every moment of a watcher is explored, where it reads its file without waiting', async () => {
  expect(await explore(SyncConfigWatcher)).toBe('pass')
  expect(await explore(HastyWatcher)).toMatch(
    /^config-watcher started run #1 at 1000 ms, in the same instant, after shutdown\(\) was called/,
  )
})
