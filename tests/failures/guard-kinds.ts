import { formatLeak, type FormatLeakOptions } from '../../harness/guard/format-leak.ts'
import type { Leak } from '../../harness/guard/leak.ts'
import { buildLeak, inPg, inTest, ROOT, startServer } from '../harness/guard/build-leak.ts'
import type { FailureKind } from './failure-kind.ts'

function write(given: Partial<Leak>, options: FormatLeakOptions = { closing: 'closed' }): string {
  return formatLeak(buildLeak(given), { directory: ROOT, ...options })
}

/** What is said of a test that leaves something open. */
export const guardKinds: readonly FailureKind[] = [
  { name: 'leak', write: () => write({}) },
  {
    name: 'leak-of-interval',
    write: () =>
      write({
        kind: 'interval',
        description: 'interval of 1000 ms',
        remedy: 'clearInterval()',
        isReferenced: false,
        frames: [inTest],
        count: 3,
      }),
  },
  {
    name: 'leak-in-package',
    write: () =>
      write({
        kind: 'socket',
        description: 'TCP socket to 127.0.0.1:5432',
        remedy: 'socket.destroy()',
        frames: [inPg, startServer, inTest],
      }),
  },
  { name: 'leak-without-a-line', write: () => write({ frames: [] }) },
  { name: 'leak-that-stays', write: () => write({}, { closing: 'failed' }) },
  { name: 'leak-of-late-work', write: () => write({ circumstance: 'opened-late' }) },
  { name: 'leak-after-timeout', write: () => write({ circumstance: 'timed-out' }) },
  {
    name: 'leak-of-file',
    write: () => write({ scope: { level: 'file', file: inTest.path } }),
  },
]
