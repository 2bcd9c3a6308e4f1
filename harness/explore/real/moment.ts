// real/ explores what only real time moves: threads, children, I/O. An operation lands before the n-th
// callback of a kind, never at a millisecond; the invariants are those of judge/.

/** What comes right after a moment of real time. */
export type MomentKind = keyof typeof WORDS

/** A moment of real time: right before the n-th callback of a kind that the task causes. */
export interface Moment {
  readonly kind: MomentKind
  /** From 1 on. Of a run it is the number of the run. */
  readonly n: number
}

/** How each kind reads after “right before”; a number takes the place of `#`. */
const WORDS = {
  created: 'anything else ran',
  timer: 'timer # fired',
  message: 'message # of a thread or port arrived',
  notice: 'notice # of a thread arrived (it is up, has printed or has failed)',
  exit: 'thread # was told to have exited',
  child: 'child process # was told to have exited',
  data: 'chunk # of a socket or pipe arrived',
  connection: 'connection # to a server arrived',
  connect: 'connection # to a peer was made',
  write: 'write # ended',
  file: 'request # to the file system ended',
  lookup: 'DNS look-up # ended',
  change: 'change # of a watched file was told',
  datagram: 'datagram # arrived',
  run: 'run ## ended',
} as const

/** By the name that an async hook gives to the resource. */
const KINDS: Readonly<Record<string, MomentKind>> = {
  Timeout: 'timer',
  MESSAGEPORT: 'message',
  WORKER: 'exit',
  PROCESSWRAP: 'child',
  TCPWRAP: 'data',
  PIPEWRAP: 'data',
  TCPSERVERWRAP: 'connection',
  PIPESERVERWRAP: 'connection',
  TCPCONNECTWRAP: 'connect',
  PIPECONNECTWRAP: 'connect',
  WRITEWRAP: 'write',
  SHUTDOWNWRAP: 'write',
  UDPSENDWRAP: 'write',
  FSREQCALLBACK: 'file',
  FSREQPROMISE: 'file',
  FILEHANDLECLOSEREQ: 'file',
  GETADDRINFOREQWRAP: 'lookup',
  GETNAMEINFOREQWRAP: 'lookup',
  FSEVENTWRAP: 'change',
  STATWATCHER: 'change',
  UDPWRAP: 'datagram',
}

/**
 * The kind of moment that comes before the callbacks of an async resource; undefined for those that
 * are none. Immediates cannot be cleared any more once their turn has come, and what parses HTTP calls
 * back in the midst of a chunk.
 */
export function findMomentKind(asyncType: string): MomentKind | undefined {
  return Object.hasOwn(KINDS, asyncType) ? KINDS[asyncType] : undefined
}

/** Whether a word in a replay token is a kind of moment. */
export function isMomentKind(word: string): word is MomentKind {
  return Object.hasOwn(WORDS, word)
}

/** `message3`: the same for the same moment. */
export function toMomentKey({ kind, n }: Moment): string {
  return `${kind}${n}`
}

/** What comes next, as the end of a sentence: `message 3 of a thread or port arrived`. */
export function tellNext({ kind, n }: Moment): string {
  // Of `##` the first sign stays: a run is called `run #3`.
  return WORDS[kind].replace(/#(?!#)/, String(n))
}

/** Where an operation landed, as the end of a sentence. */
export function tellMoment(moment: Moment): string {
  if (moment.kind === 'created') return 'right after create() had returned'
  return `right before ${tellNext(moment)}`
}
