import type { Subject } from '../../../harness/model/subject.ts'
import { badIntervals } from './bad-intervals.ts'
import { subject as createNeverSettles } from './create-never-settles.ts'
import { subject as createRejects } from './create-rejects.ts'
import { subject as createReturnsUndefined } from './create-returns-undefined.ts'
import { subject as createThrows } from './create-throws.ts'
import { subject as createWaitsForTime } from './create-waits-for-time.ts'
import { subject as exitsInCreate } from './exits-in-create.ts'
import { subject as exitsInShutdown } from './exits-in-shutdown.ts'
import { subject as hostileName } from './hostile-name.ts'
import {
  createIsNoFunction,
  emptyName,
  misspeltKey,
  noDropMethod,
  noShutdownMethod,
  sharedWithoutClone,
  unknownOwnership,
  unknownWaiver,
} from './malformed.ts'
import { subject as microtaskLoopInShutdown } from './microtask-loop-in-shutdown.ts'
import { subject as processListeners } from './process-listeners.ts'
import { subject as removesProcessListeners } from './removes-process-listeners.ts'
import { subject as replacesConsole } from './replaces-console.ts'
import { subject as replacesGlobalTimers } from './replaces-global-timers.ts'
import { subject as shutdownNeverSettles } from './shutdown-never-settles.ts'
import { subject as syncLoopInCreate } from './sync-loop-in-create.ts'
import { subject as syncLoopInDrop } from './sync-loop-in-drop.ts'
import { subject as thenableManager } from './thenable-manager.ts'
import { subject as thenableSettlesTwice } from './thenable-settles-twice.ts'
import { subject as throwingGetters } from './throwing-getters.ts'
import { subject as throwingThen } from './throwing-then.ts'
import { subject as throwsFrozenErrors } from './throws-frozen-errors.ts'
import { subject as throwsInTimer } from './throws-in-timer.ts'
import { subject as throwsStrings } from './throws-strings.ts'
import { subject as throwsTraps } from './throws-traps.ts'
import { subject as throwsUndefined } from './throws-undefined.ts'
import { subject as timerOverflow } from './timer-overflow.ts'
import { subject as zeroDelayImmediate } from './zero-delay-immediate.ts'
import { subject as zeroDelayInterval } from './zero-delay-interval.ts'
import { subject as zeroDelayTimeout } from './zero-delay-timeout.ts'

/** A subject that misbehaves towards the harness. */
export interface HostileSubject {
  /** Relative to `tests/broken/`. */
  file: string
  subject: Subject
  /**
   * The verdict; `invalid`: refused as no subject, with a message;
   * `watchdog`: never returns control, so it may only be run in a process that can be killed.
   */
  expect: 'conforms' | 'inconclusive' | 'violates' | 'unusable' | 'invalid' | 'watchdog'
  /** What to see in the report, or not to see. */
  note: string
}

/** Every hostile subject. None may hang, crash or change the harness, nor what it checks next. */
export const hostileSubjects: readonly HostileSubject[] = [
  {
    file: 'hostile/shutdown-never-settles.ts',
    subject: shutdownNeverSettles,
    expect: 'violates',
    note: 'a deadlock verdict in milliseconds, not a timeout',
  },
  {
    file: 'hostile/zero-delay-immediate.ts',
    subject: zeroDelayImmediate,
    expect: 'unusable',
    note: 'KIT-00 notices that it runs without letting time pass',
  },
  {
    file: 'hostile/zero-delay-timeout.ts',
    subject: zeroDelayTimeout,
    expect: 'unusable',
    note: 'KIT-00 notices that it runs a thousand times per interval',
  },
  {
    file: 'hostile/zero-delay-interval.ts',
    subject: zeroDelayInterval,
    expect: 'inconclusive',
    note: 'wasteful, but it runs once per interval; must not freeze the clock; too few runs for two rules',
  },
  {
    file: 'hostile/timer-overflow.ts',
    subject: timerOverflow,
    expect: 'unusable',
    note: 'KIT-00 notices that it runs every millisecond',
  },
  {
    file: 'hostile/microtask-loop-in-shutdown.ts',
    subject: microtaskLoopInShutdown,
    expect: 'watchdog',
    note: 'starves the event loop: only another thread or process can end it',
  },
  {
    file: 'hostile/sync-loop-in-drop.ts',
    subject: syncLoopInDrop,
    expect: 'watchdog',
    note: 'blocks the thread: only another thread or process can end it',
  },
  {
    file: 'hostile/sync-loop-in-create.ts',
    subject: syncLoopInCreate,
    expect: 'watchdog',
    note: 'blocks the thread: only another thread or process can end it',
  },
  {
    file: 'hostile/replaces-global-timers.ts',
    subject: replacesGlobalTimers,
    expect: 'violates',
    note: 'fails LEAK-04, and the next subject gets the timers of the harness',
  },
  {
    file: 'hostile/replaces-console.ts',
    subject: replacesConsole,
    expect: 'violates',
    note: 'its silence is its own; the next subject gets the console back',
  },
  {
    file: 'hostile/throws-undefined.ts',
    subject: throwsUndefined,
    expect: 'violates',
    note: 'the report says `undefined` and `null`',
  },
  {
    file: 'hostile/throws-strings.ts',
    subject: throwsStrings,
    expect: 'violates',
    note: 'the report quotes the string, and no more than a line of it',
  },
  {
    file: 'hostile/throws-frozen-errors.ts',
    subject: throwsFrozenErrors,
    expect: 'violates',
    note: 'an error that cannot be written to, and is its own cause, can be reported',
  },
  {
    file: 'hostile/throws-traps.ts',
    subject: throwsTraps,
    expect: 'violates',
    note: 'what cannot be looked at is reported without being looked at',
  },
  {
    file: 'hostile/throwing-getters.ts',
    subject: throwingGetters,
    expect: 'violates',
    note: 'a getter that throws counts as the method throwing',
  },
  {
    file: 'hostile/throwing-then.ts',
    subject: throwingThen,
    expect: 'unusable',
    note: 'KIT-00: create rejected, with the text of the error',
  },
  {
    file: 'hostile/thenable-manager.ts',
    subject: thenableManager,
    expect: 'unusable',
    note: 'KIT-00: create never settled',
  },
  {
    file: 'hostile/thenable-settles-twice.ts',
    subject: thenableSettlesTwice,
    expect: 'violates',
    note: 'the first callback counts, the second one and the throw do not',
  },
  {
    file: 'hostile/exits-in-shutdown.ts',
    subject: exitsInShutdown,
    expect: 'unusable',
    note: 'process.exit is intercepted and named; `violates` would do as well',
  },
  {
    file: 'hostile/exits-in-create.ts',
    subject: exitsInCreate,
    expect: 'unusable',
    note: 'process.exit is intercepted and named',
  },
  {
    file: 'hostile/process-listeners.ts',
    subject: processListeners,
    expect: 'violates',
    note: 'fails LEAK-04 alone: the listeners it hides behind hide nothing from WORK-03',
  },
  {
    file: 'hostile/removes-process-listeners.ts',
    subject: removesProcessListeners,
    expect: 'violates',
    note: 'fails LEAK-04: listeners of others are gone, which are as before in no sense',
  },
  {
    file: 'hostile/throws-in-timer.ts',
    subject: throwsInTimer,
    expect: 'violates',
    note: 'the exception reaches the report, not the runner',
  },
  {
    file: 'hostile/create-throws.ts',
    subject: createThrows,
    expect: 'unusable',
    note: 'KIT-00 with the text of the error',
  },
  {
    file: 'hostile/create-rejects.ts',
    subject: createRejects,
    expect: 'unusable',
    note: 'KIT-00 with the text of the error',
  },
  {
    file: 'hostile/create-returns-undefined.ts',
    subject: createReturnsUndefined,
    expect: 'unusable',
    note: 'KIT-00; what ticks on must not disturb the next subject',
  },
  {
    file: 'hostile/create-never-settles.ts',
    subject: createNeverSettles,
    expect: 'unusable',
    note: 'KIT-00 in milliseconds',
  },
  {
    file: 'hostile/create-waits-for-time.ts',
    subject: createWaitsForTime,
    expect: 'conforms',
    note: 'the clock moves while create is pending',
  },
  {
    file: 'hostile/hostile-name.ts',
    subject: hostileName,
    expect: 'conforms',
    note: 'no format of report breaks on the name',
  },
  { file: 'hostile/malformed.ts', subject: emptyName, expect: 'invalid', note: 'names `name`' },
  {
    file: 'hostile/malformed.ts',
    subject: misspeltKey,
    expect: 'invalid',
    note: 'names `shutdwon`, proposes `shutdown`',
  },
  {
    file: 'hostile/malformed.ts',
    subject: unknownWaiver,
    expect: 'invalid',
    note: 'names STOP-99',
  },
  {
    file: 'hostile/malformed.ts',
    subject: unknownOwnership,
    expect: 'invalid',
    note: 'names `ownership`',
  },
  {
    file: 'hostile/malformed.ts',
    subject: createIsNoFunction,
    expect: 'invalid',
    note: 'names `create`',
  },
  {
    file: 'hostile/malformed.ts',
    subject: sharedWithoutClone,
    expect: 'unusable',
    note: 'names `clone`',
  },
  {
    file: 'hostile/malformed.ts',
    subject: noShutdownMethod,
    expect: 'unusable',
    note: 'names `shutdown`',
  },
  {
    file: 'hostile/malformed.ts',
    subject: noDropMethod,
    expect: 'violates',
    note: 'names `[Symbol.dispose]` and `drop`',
  },
  ...badIntervals.map((subject) => ({
    file: 'hostile/bad-intervals.ts',
    subject,
    expect: 'invalid' as const,
    note: 'names `intervalMs`',
  })),
]
