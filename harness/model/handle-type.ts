/** The kind of a handle, as an `ignore` names it. */
export type HandleKind =
  | 'timeout'
  | 'interval'
  | 'immediate'
  | 'server'
  | 'socket'
  | 'udp-socket'
  | 'http2-session'
  | 'pipe'
  | 'watcher'
  | 'file'
  | 'directory'
  | 'child-process'
  | 'worker'
  | 'message-port'
  | 'dns-query'
  | 'process-listener'
  | 'promise'

/**
 * What the guard knows of all handles of one type: one object for each type, so that an entry of
 * the record is no more than the type, the resource and where it was opened.
 */
export interface HandleType<R extends object = object> {
  readonly kind: HandleKind
  /** What it is, without particulars: `TCP server`. Default: the kind. */
  readonly name?: string
  /** Whether the resource is open now. Must not throw. */
  isOpen(resource: R): boolean
  /** Whether it has come to its end, and can never be open again. Default: that is not known. */
  isOver?(resource: R): boolean
  /** Whether it has been told to close, or may have been. Default: it has not. */
  isClosing?(resource: R): boolean
  /** Whether it keeps the event loop alive. Default: it does. */
  isReferenced?(resource: R): boolean
  /** Whether a single one that was left behind does no harm. Default: it does. */
  isHarmless?(resource: R): boolean
  /** What a message calls it: `TCP server on 127.0.0.1:4312`. Must not throw. */
  describe(resource: R): string
  /** How the user closes it: `await server.close()`, as the last words of `Hint: call …`. */
  remedy(resource: R): string
  /** Closes it, by force where there is one. May throw or reject; the caller bounds the wait. */
  close(resource: R): unknown
}

/** Where observers of the runtime put the handles they see being opened. */
export interface HandleSink {
  /**
   * Notes an open handle; the stack is captured here, so this is called from within the call that
   * opened it.
   *
   * @param site an error made at the call, where that is not the present one
   * @param scope what {@link HandleSink.capture} answered at that call
   */
  open<R extends object>(type: HandleType<R>, resource: R, site?: Error, scope?: unknown): void
  /** Answers whom the present call is to be charged to, for a handle that it opens later. */
  capture?(): unknown
}
