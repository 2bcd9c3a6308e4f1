import type { RuleId } from '../model/rule-info.ts'
import type { EndWay } from './end-way.ts'

/** What the child is put through. */
export type Scenario =
  /** It is told to end once. */
  | 'signal'
  /** Several signals in a row. */
  | 'storm'
  /** One signal, while a run is in flight that never ends. */
  | 'hung'
  /** One signal, and the cleanup of the program fails. */
  | 'failing'
  /** No signal: the manager is shut down, and nothing else is done to end the process. */
  | 'exit'

/** What the child is told, in {@link PLAN_VARIABLE}. */
export interface ChildPlan {
  /** The id of the process that probes: one that is gone may be so before this one looks. */
  parent: number
  scenario: Scenario
  signal: NodeJS.Signals
  /** How it is told to end. */
  way: EndWay['kind']
  /** When it sends itself the signal while it starts. */
  early?: EarlyMoment
  /** Whether requests of the probe are told. */
  hasTraffic: boolean
  /** From the first signal to the end of the process. */
  deadlineMs: number
  /** When what holds the process is asked for: after the first signal, or after the shutdown. */
  askAfterMs: number
  /** How long a manager may take to begin its first run. */
  readyMs: number
  /** Absolute path of the module. */
  module: string
  /** The subject to take, where the module has several. */
  subject?: string
}

/** A moment of the start: the nth thing that the program did, or so many milliseconds after it. */
export interface EarlyMoment {
  milestone: number
  afterMs?: number
}

/** Something that keeps a process alive. */
export interface Holder {
  /** `HTTP server on 127.0.0.1:4312`, or the name that Node has for it: `TCPSERVERWRAP`. */
  what: string
  /** How to close it: `server.close()`. */
  remedy?: string
  /** The user's own lines that opened it, or set that off: `src/a.ts:12 - setInterval(tick, 100)`. */
  sites: readonly string[]
  /** Of what a package opened: `the package ioredis, at node_modules/ioredis/built/Redis.js:54`. */
  inside?: string
  /** Whether it was opened after the first signal, and by nothing that the signal has set off. */
  isLate?: true
}

/** One line of the pipe through which the child tells what it sees from inside. */
export type ChildRecord =
  /** The module is being loaded. */
  | { type: 'started' }
  /** The program has asked which run it is in. */
  | { type: 'asked' }
  /** A listener for the signal was added. */
  | { type: 'listening' }
  /** Its standard input was asked for, or a listener for IPC or for another signal was added. */
  | { type: 'listening-otherwise'; to: 'stdin' | 'ipc' | NodeJS.Signals }
  /** The nth thing that it did while it started, in milliseconds since its first instruction. */
  | { type: 'milestone'; n: number; what: 'listens' | 'opens' | 'prints' | 'loads'; atMs: number }
  /** It sends itself the signal while it starts. */
  | { type: 'early'; listeners: number; atMs: number }
  | {
      type: 'server'
      /** `cut`: all its connections are closed, whatever is under way on them. */
      state: 'created' | 'opened' | 'cut' | 'closed'
      port?: number
      /** Whether it is reached by IPv6 only. */
      isOnIpv6?: true
      frame?: string
    }
  /** It has started a process. */
  | { type: 'spawned'; pid: number; command: string; isDetached: boolean; frame?: string }
  /** A request of the probe. */
  | { type: 'request'; id: string; state: 'received' }
  | { type: 'request'; id: string; state: 'answered'; status: number }
  /** The module has been evaluated. */
  | { type: 'loaded' }
  /** It is no program: it exports a subject, or a function that makes a manager. */
  | {
      type: 'subject'
      name: string
      ownership: 'owned' | 'shared'
      waive: Partial<Record<RuleId, string>>
    }
  /** The manager is there, and its first run has begun, or does not begin so soon. */
  | { type: 'ready'; isBusy: boolean }
  /** The module is no subject and no program. */
  | { type: 'unusable'; message: string }
  /** The nth signal has arrived; its listeners are called next. */
  | { type: 'signal'; nth: number; listeners: number }
  /** What the listeners of the nth signal returned has settled. */
  | { type: 'handled'; nth: number }
  /** What the nth signal has set off has begun something that takes time: a timer, a connection, a file. */
  | { type: 'acted'; nth: number }
  /** A line was printed, in a turn of the event loop; by what the nth signal has set off, where that is not 0. */
  | {
      type: 'line'
      stream: 'stdout' | 'stderr'
      nth: number
      text: string
      turn: number
      isLater: boolean
    }
  /** Of a manager: a run of its work. */
  | { type: 'run'; n: number; state: 'started' | 'ended' }
  /** Of a manager: its `shutdown()`. */
  | { type: 'shutdown'; state: 'called' | 'fulfilled' | 'rejected' }
  /** `process.exit()` was called. */
  | { type: 'exit-call'; code: number; frame?: string; isForced?: boolean }
  /** It raises the signal that nobody listens to any more, and so ends itself. */
  | { type: 'raised' }
  /** What either ends of what was opened before the first signal. */
  | { type: 'cut-off'; holders: Holder[] }
  /** The process ends; a listener may have returned a promise that has not settled. */
  | { type: 'end'; isPending: boolean }
  /** An exception or a rejection that nobody caught. */
  | { type: 'error'; message: string; nth: number; frame?: string }
  | { type: 'holders'; holders: Holder[]; resources: readonly string[] }

/** A record with the time at which the child has told it, in milliseconds by its own clock. */
export type TimedRecord = ChildRecord & { readonly t: number }

/** The environment variable of the plan. The child removes it before anything else runs. */
export const PLAN_VARIABLE = 'VITEST_SHUTDOWN_PROBE_PLAN'

/** The environment variable that names the scenario, for a program that hangs or fails on demand. */
export const SCENARIO_VARIABLE = 'VITEST_SHUTDOWN_PROBE'

/** The descriptor of the pipe in the child. */
export const RECORD_FD = 3

/** The descriptor of a file that is empty until the child is asked what holds it. */
export const ASK_FD = 4

/** The header that names a request of the probe. */
export const REQUEST_HEADER = 'x-vitest-shutdown-probe'

/** How many signals a storm has. */
export const STORM_SIGNALS = 5
