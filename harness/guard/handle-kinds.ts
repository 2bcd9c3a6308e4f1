import type { HandleKind } from '../model/handle-type.ts'

/** The words in which a message speaks of a kind of handle. */
export interface KindWords {
  readonly name: string
  readonly plural: string
  /** How one comes about: `opened at src/db.ts:12:9`. */
  readonly start: 'opened' | 'started' | 'set' | 'attached' | 'created'
  /** What one that was left behind is: `is still open`. */
  readonly state: 'open' | 'running' | 'pending' | 'attached' | 'under way'
  /** What the guard does to it: `It has been closed`. Absent where nothing can be done. */
  readonly end?: 'closed' | 'cleared' | 'killed' | 'terminated' | 'removed' | 'cancelled'
  /** What one that keeps no process alive would do; absent where there is nothing to say. */
  readonly lingers?: string
  /** What `keep()` is given in an example; absent where the user has no such object in hand. */
  readonly argument?: string
}

/** Every kind of handle, with its words; the keys are the list of the kinds. */
export const HANDLE_KINDS: Readonly<Record<HandleKind, KindWords>> = {
  timeout: {
    name: 'timeout',
    plural: 'timeouts',
    start: 'set',
    state: 'pending',
    end: 'cleared',
    lingers: 'would fire during a later test',
    argument: 'timer',
  },
  interval: {
    name: 'interval',
    plural: 'intervals',
    start: 'set',
    state: 'running',
    end: 'cleared',
    lingers: 'would keep firing in later tests',
    argument: 'timer',
  },
  immediate: {
    name: 'immediate',
    plural: 'immediates',
    start: 'set',
    state: 'running',
    end: 'cleared',
    lingers: 'would keep firing in later tests',
  },
  server: channel('server', 'server'),
  socket: channel('socket', 'socket'),
  'udp-socket': channel('UDP socket', 'socket'),
  'http2-session': channel('HTTP/2 session', 'session'),
  pipe: channel('pipe', 'pipe'),
  watcher: channel('watcher', 'watcher'),
  // An open file never keeps a process alive: not worth saying.
  file: {
    name: 'file',
    plural: 'files',
    start: 'opened',
    state: 'open',
    end: 'closed',
    argument: 'file',
  },
  directory: {
    name: 'directory',
    plural: 'directories',
    start: 'opened',
    state: 'open',
    end: 'closed',
    argument: 'directory',
  },
  'child-process': {
    name: 'child process',
    plural: 'child processes',
    start: 'started',
    state: 'running',
    end: 'killed',
    lingers: 'would keep running during later tests',
    argument: 'child',
  },
  worker: {
    name: 'worker',
    plural: 'workers',
    start: 'started',
    state: 'running',
    end: 'terminated',
    lingers: 'would keep running during later tests',
    argument: 'worker',
  },
  'message-port': channel('message port', 'port'),
  'dns-query': {
    name: 'DNS query',
    plural: 'DNS queries',
    start: 'started',
    state: 'under way',
    end: 'cancelled',
  },
  // A listener never keeps a process alive either.
  'process-listener': {
    name: 'process listener',
    plural: 'process listeners',
    start: 'attached',
    state: 'attached',
    end: 'removed',
    argument: 'listener',
  },
  promise: {
    name: 'promise',
    plural: 'promises',
    start: 'created',
    state: 'pending',
    argument: 'promise',
  },
}

function channel(name: string, argument: string): KindWords {
  const lingers = 'would stay open in later tests'
  return {
    name,
    plural: `${name}s`,
    start: 'opened',
    state: 'open',
    end: 'closed',
    lingers,
    argument,
  }
}

/** Whether a string is a kind of handle. */
export function isHandleKind(value: unknown): value is HandleKind {
  return typeof value === 'string' && Object.hasOwn(HANDLE_KINDS, value)
}
