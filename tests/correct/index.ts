import type { Subject } from '../../harness/model/subject.ts'
import { subject as fedByWebSocket } from './fed-by-web-socket.ts'
import { subject as keepsASocket } from './keeps-a-socket.ts'
import { subject as pollsOverFetch } from './polls-over-fetch.ts'
import { subject as abortableSleep } from './abortable-sleep.ts'
import { subject as answeringQueue } from './answering-queue.ts'
import { subject as asyncCreate } from './async-create.ts'
import { subject as asyncDisposable } from './async-disposable.ts'
import { subject as bareThenable } from './bare-thenable.ts'
import { subject as batchExporter } from './batch-exporter.ts'
import { subject as boundConsole } from './bound-console.ts'
import { subject as boundedShutdown } from './bounded-shutdown.ts'
import { subject as capturedGlobals } from './captured-globals.ts'
import { subject as chatty } from './chatty.ts'
import { subject as cleanupStack } from './cleanup-stack.ts'
import { subject as closures } from './closures.ts'
import commonJs from './common-js.cjs'
import { subject as configReader } from './config-reader.ts'
import { subject as connectsEachRun } from './connects-each-run.ts'
import { subject as connectsOnStart } from './connects-on-start.ts'
import { subject as consoleOnly } from './console-only.ts'
import { subject as delayPolicy } from './delay-policy.ts'
import { subject as driftCorrecting } from './drift-correcting.ts'
import { subject as emitsProcessWarning } from './emits-process-warning.ts'
import { subject as eventEmitter } from './event-emitter.ts'
import { subject as eventsOn } from './events-on.ts'
import { subject as eventsOnce } from './events-once.ts'
import { subject as failureBackoff } from './failure-backoff.ts'
import { subject as fiveWorkers } from './five-workers.ts'
import { subject as flushingQueue } from './flushing-queue.ts'
import { subject as fractionalInterval } from './fractional-interval.ts'
import { subject as frozenFacade } from './frozen-facade.ts'
import { subject as gcSafetyNet } from './gc-safety-net.ts'
import { subject as generatorInbox } from './generator-inbox.ts'
import { subject as generatorPipeline } from './generator-pipeline.ts'
import { subject as givesUpLongRuns } from './gives-up-long-runs.ts'
import { subject as handleSetClones } from './handle-set-clones.ts'
import { subject as handsBack } from './hands-back.ts'
import { subject as httpExporter } from './http-exporter.ts'
import { subject as immediateFirstRun } from './immediate-first-run.ts'
import { subject as immediatePolling } from './immediate-polling.ts'
import { subject as intervalBacklog } from './interval-backlog.ts'
import { subject as intervalBusyFlag } from './interval-busy-flag.ts'
import { subject as intervalIterator } from './interval-iterator.ts'
import { subject as lazyDebounce } from './lazy-debounce.ts'
import { subject as leaseHolder } from './lease-holder.ts'
import { subject as limitsEachRun } from './limits-each-run.ts'
import { subject as limitedQueue } from './limited-queue.ts'
import { subject as longBackOff } from './long-back-off.ts'
import { subject as messageChannelHop } from './message-channel-hop.ts'
import { subject as microtaskChain } from './microtask-chain.ts'
import { subject as onErrorOption } from './on-error-option.ts'
import { subject as oneController } from './one-controller.ts'
import { subject as pollingFlag } from './polling-flag.ts'
import { subject as promiseQueue } from './promise-queue.ts'
import { subject as promisifiedTimers } from './promisified-timers.ts'
import { subject as recursiveTimeout } from './recursive-timeout.ts'
import { subject as refcountedClones } from './refcounted-clones.ts'
import { subject as refusesLateClones } from './refuses-late-clones.ts'
import { subject as renamedMethods } from './renamed-methods.ts'
import { subject as restartableFeed } from './restartable-feed.ts'
import { subject as runTimeLimit } from './run-time-limit.ts'
import { subject as rxjsPoller } from './rxjs-poller.ts'
import { subject as saysGoodbye } from './says-goodbye.ts'
import { subject as schedulerWait } from './scheduler-wait.ts'
import { subject as retriesEachRun } from './retries-each-run.ts'
import { subject as retryingQueue } from './retrying-queue.ts'
import { subject as severalJobs } from './several-jobs.ts'
import { subject as sharedMemoryFlag } from './shared-memory-flag.ts'
import { subject as signalHandlers } from './signal-handlers.ts'
import { subject as signalPerRun } from './signal-per-run.ts'
import { subject as silentCache } from './silent-cache.ts'
import { subject as startStopPair } from './start-stop-pair.ts'
import { subject as startable } from './startable.ts'
import { subject as stateMachine } from './state-machine.ts'
import { subject as stopOnly } from './stop-only.ts'
import { subject as streamConsumer } from './stream-consumer.ts'
import { subject as sweepingCache } from './sweeping-cache.ts'
import { subject as syncRotation } from './sync-rotation.ts'
import { subject as unrefTimers } from './unref-timers.ts'
import { subject as webhookChain } from './webhook-chain.ts'
import { subject as wholeIntervalFlag } from './whole-interval-flag.ts'

/** A manager that keeps every MUST of the catalogue. */
export interface CorrectSubject {
  /** Relative to `tests/correct/`. */
  file: string
  subject: Subject
  /** Every SHOULD that it falls short of, which no verdict depends on. */
  misses: readonly string[]
  /** Whether it uses what only real time moves, so that its moments cannot be explored. Default: false. */
  isReal?: boolean
}

/** Every correct manager. */
export const subjects: readonly CorrectSubject[] = [
  { file: 'abortable-sleep.ts', subject: abortableSleep, misses: [] },
  { file: 'answering-queue.ts', subject: answeringQueue, misses: ['STOP-09'] },
  { file: 'async-create.ts', subject: asyncCreate, misses: ['STOP-09', 'WORK-05'] },
  { file: 'async-disposable.ts', subject: asyncDisposable, misses: ['STOP-09', 'WORK-05'] },
  { file: 'bare-thenable.ts', subject: bareThenable, misses: ['STOP-09', 'WORK-05'] },
  { file: 'batch-exporter.ts', subject: batchExporter, misses: ['STOP-09'] },
  { file: 'bound-console.ts', subject: boundConsole, misses: ['STOP-09'] },
  { file: 'bounded-shutdown.ts', subject: boundedShutdown, misses: [] },
  { file: 'captured-globals.ts', subject: capturedGlobals, misses: ['STOP-09', 'WORK-05'] },
  { file: 'chatty.ts', subject: chatty, misses: ['STOP-09'] },
  { file: 'cleanup-stack.ts', subject: cleanupStack, misses: ['STOP-09', 'WORK-05'] },
  { file: 'closures.ts', subject: closures, misses: [] },
  { file: 'common-js.cjs', subject: commonJs, misses: ['STOP-09', 'WORK-05'] },
  { file: 'config-reader.ts', subject: configReader, misses: ['STOP-09'], isReal: true },
  { file: 'connects-each-run.ts', subject: connectsEachRun, misses: ['STOP-09'] },
  { file: 'connects-on-start.ts', subject: connectsOnStart, misses: ['STOP-09'] },
  { file: 'console-only.ts', subject: consoleOnly, misses: ['STOP-09'] },
  { file: 'delay-policy.ts', subject: delayPolicy, misses: ['STOP-09'] },
  { file: 'drift-correcting.ts', subject: driftCorrecting, misses: ['STOP-09'] },
  {
    file: 'emits-process-warning.ts',
    subject: emitsProcessWarning,
    misses: ['STOP-09', 'WORK-05'],
  },
  { file: 'event-emitter.ts', subject: eventEmitter, misses: ['STOP-09'] },
  { file: 'events-on.ts', subject: eventsOn, misses: ['STOP-09', 'WORK-05'] },
  { file: 'events-once.ts', subject: eventsOnce, misses: ['STOP-09'] },
  { file: 'failure-backoff.ts', subject: failureBackoff, misses: [] },
  { file: 'five-workers.ts', subject: fiveWorkers, misses: ['STOP-09'] },
  { file: 'flushing-queue.ts', subject: flushingQueue, misses: ['STOP-09'] },
  { file: 'fractional-interval.ts', subject: fractionalInterval, misses: ['STOP-09'] },
  { file: 'frozen-facade.ts', subject: frozenFacade, misses: ['STOP-09'] },
  { file: 'polls-over-fetch.ts', subject: pollsOverFetch, misses: [] },
  { file: 'keeps-a-socket.ts', subject: keepsASocket, misses: [] },
  { file: 'fed-by-web-socket.ts', subject: fedByWebSocket, misses: [] },
  { file: 'gc-safety-net.ts', subject: gcSafetyNet, misses: ['STOP-09'] },
  { file: 'generator-inbox.ts', subject: generatorInbox, misses: ['STOP-09', 'WORK-05'] },
  { file: 'generator-pipeline.ts', subject: generatorPipeline, misses: ['STOP-09'] },
  { file: 'gives-up-long-runs.ts', subject: givesUpLongRuns, misses: ['WORK-05'] },
  { file: 'handle-set-clones.ts', subject: handleSetClones, misses: ['STOP-09'] },
  { file: 'hands-back.ts', subject: handsBack, misses: ['STOP-09', 'WORK-05'] },
  { file: 'http-exporter.ts', subject: httpExporter, misses: ['STOP-09'] },
  { file: 'immediate-first-run.ts', subject: immediateFirstRun, misses: [] },
  { file: 'immediate-polling.ts', subject: immediatePolling, misses: ['STOP-09'] },
  { file: 'interval-backlog.ts', subject: intervalBacklog, misses: ['STOP-09', 'WORK-05'] },
  { file: 'interval-busy-flag.ts', subject: intervalBusyFlag, misses: ['STOP-09'] },
  {
    file: 'interval-iterator.ts',
    subject: intervalIterator,
    misses: ['STOP-09', 'WORK-05', 'WORK-08'],
  },
  { file: 'lazy-debounce.ts', subject: lazyDebounce, misses: ['STOP-09', 'WORK-05'] },
  { file: 'lease-holder.ts', subject: leaseHolder, misses: ['STOP-09', 'WORK-05'] },
  { file: 'limits-each-run.ts', subject: limitsEachRun, misses: [] },
  { file: 'limited-queue.ts', subject: limitedQueue, misses: ['STOP-09', 'WORK-05'] },
  { file: 'long-back-off.ts', subject: longBackOff, misses: ['STOP-09'] },
  { file: 'message-channel-hop.ts', subject: messageChannelHop, misses: ['STOP-09'] },
  { file: 'microtask-chain.ts', subject: microtaskChain, misses: ['STOP-09'] },
  { file: 'on-error-option.ts', subject: onErrorOption, misses: ['STOP-09'] },
  { file: 'one-controller.ts', subject: oneController, misses: ['STOP-09', 'STOP-14', 'WORK-05'] },
  { file: 'polling-flag.ts', subject: pollingFlag, misses: ['STOP-09', 'WORK-05'] },
  { file: 'promise-queue.ts', subject: promiseQueue, misses: ['STOP-09'] },
  { file: 'promisified-timers.ts', subject: promisifiedTimers, misses: ['STOP-09', 'WORK-05'] },
  { file: 'recursive-timeout.ts', subject: recursiveTimeout, misses: [] },
  { file: 'refcounted-clones.ts', subject: refcountedClones, misses: [] },
  { file: 'refuses-late-clones.ts', subject: refusesLateClones, misses: ['STOP-09', 'WORK-05'] },
  { file: 'renamed-methods.ts', subject: renamedMethods, misses: ['STOP-09', 'WORK-05'] },
  { file: 'restartable-feed.ts', subject: restartableFeed, misses: ['STOP-09', 'WORK-05'] },
  { file: 'run-time-limit.ts', subject: runTimeLimit, misses: ['STOP-09'] },
  { file: 'rxjs-poller.ts', subject: rxjsPoller, misses: ['STOP-09', 'WORK-05'] },
  { file: 'says-goodbye.ts', subject: saysGoodbye, misses: [] },
  { file: 'scheduler-wait.ts', subject: schedulerWait, misses: ['STOP-09'] },
  { file: 'retries-each-run.ts', subject: retriesEachRun, misses: ['STOP-09'] },
  { file: 'retrying-queue.ts', subject: retryingQueue, misses: ['STOP-09', 'WORK-05'] },
  { file: 'several-jobs.ts', subject: severalJobs, misses: ['STOP-09', 'WORK-05'] },
  { file: 'shared-memory-flag.ts', subject: sharedMemoryFlag, misses: ['STOP-09'] },
  { file: 'signal-handlers.ts', subject: signalHandlers, misses: ['STOP-09'] },
  { file: 'signal-per-run.ts', subject: signalPerRun, misses: ['STOP-09', 'WORK-05'] },
  { file: 'silent-cache.ts', subject: silentCache, misses: ['STOP-09'] },
  { file: 'start-stop-pair.ts', subject: startStopPair, misses: ['STOP-09', 'WORK-05'] },
  { file: 'startable.ts', subject: startable, misses: ['STOP-09'] },
  { file: 'state-machine.ts', subject: stateMachine, misses: ['STOP-09'] },
  { file: 'stop-only.ts', subject: stopOnly, misses: ['STOP-09', 'WORK-05'] },
  { file: 'stream-consumer.ts', subject: streamConsumer, misses: ['STOP-09', 'WORK-05'] },
  { file: 'sweeping-cache.ts', subject: sweepingCache, misses: [] },
  { file: 'sync-rotation.ts', subject: syncRotation, misses: [] },
  { file: 'unref-timers.ts', subject: unrefTimers, misses: ['STOP-09'] },
  { file: 'webhook-chain.ts', subject: webhookChain, misses: ['STOP-09'] },
  {
    file: 'whole-interval-flag.ts',
    subject: wholeIntervalFlag,
    misses: ['STOP-08', 'STOP-09', 'WORK-05'],
  },
]
