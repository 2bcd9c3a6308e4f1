import { AsyncLocalStorage } from 'node:async_hooks'
import type { TimerContext } from '../clock/stand-in.ts'
import { findExecutionId, isInPromise, isKeptByHooks } from '../platform/async-context.ts'
import { createHandleHook, type HandleHook } from '../platform/handle-hook.ts'
import { FrameContext } from './frame-context.ts'
import { HandleScope, isScopeOver } from './handle-scope.ts'
import { readStamp, stampPromises } from '../platform/promise-hooks.ts'
import type { ScopeContext } from './scope-context.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** How many spans are kept before those are given up that nothing can go back to. */
const FIRST_PRUNING = 1024

/** A scope, and the first id that was given out while its work was done. */
interface Span {
  readonly fromId: number
  readonly scope: HandleScope
}

/**
 * Tells, wherever it is asked, whose work is being done.
 *
 * The async context says it where there is one. There is none in some callbacks that Node makes in
 * native code (the data of a connection that a server accepted): those go by the id of the resource
 * that calls back. Ids only ever grow, so that the scope of one is found by when it was given out,
 * but for those noted as {@link note} says. Where there is not even an id, it is the work of the
 * one test that runs, if it is one.
 */
export class ScopeTracker {
  readonly #context: ScopeContext
  /** The id given out last. A plain field: it is set for every resource. */
  latestId = 0
  readonly #running = new Set<HandleScope>()
  #spans: Span[] = []
  #pruneAt = FIRST_PRUNING
  /** Ids given out in a span to work of another scope. */
  readonly #strays = new Map<number, HandleScope>()
  #root: HandleScope
  #active: HandleScope
  /** The one that was run last: whose work goes on that no context was carried for. */
  #previous: HandleScope

  /** @param withoutHooks runs a function while the caller's own async hooks are disabled */
  constructor(root: HandleScope, withoutHooks: (body: () => void) => void) {
    this.#context = createScopeContext((asyncId) => this.#onBefore(asyncId), withoutHooks)
    this.#root = root
    this.#active = root
    this.#previous = root
    this.#openSpan()
  }

  /** The scope of the work that runs now. */
  get current(): HandleScope {
    const scope = this.#context.get()
    if (scope !== undefined) return scope
    const id = findExecutionId()
    // A promise has an id only where somebody hooks promises, and its id says no more than when
    // an async function was called: that of the runner may be older than the scope.
    return id === 0 || isInPromise() ? this.#active : this.#find(id)
  }

  /**
   * The scope of a connection that a server accepts. Node makes it before it enters the context of
   * the server: whatever context there is has been left by an earlier call.
   */
  get accepting(): HandleScope {
    return this.#running.size === 1 ? this.#active : this.current
  }

  /** The timer whose callback began what goes on now, where the context tells; else 0. */
  get timerId(): number {
    return this.#context.timerId?.() ?? 0
  }

  /** Makes a timer in a context of its own, where that is free; its id is to be told meanwhile. */
  get inTimerContext(): TimerContext | undefined {
    return this.#context.inTimer
  }

  /** Tells the id of the timer that is being made. */
  enterTimer(asyncId: number): void {
    this.#context.enterTimer?.(asyncId)
  }

  /** Whether it makes a difference to {@link run} that nothing else is left that could run. */
  get needsAlone(): boolean {
    return !this.#context.isFree
  }

  stop(): void {
    this.#context.disable()
  }

  /** Makes `scope` the one of all work that has no other; ids given out before stay with theirs. */
  enterRoot(scope: HandleScope): void {
    this.#root = scope
    this.#previous = scope
    this.#running.clear()
    this.#strays.clear()
    this.#context.disable()
    this.#openSpan()
  }

  /**
   * Runs `body`, and whatever it starts, as work of `scope`.
   *
   * @param isAlone whether nothing else is left that could run meanwhile: then, but for what runs
   * side by side, whatever runs is work of `scope`, and no context need be carried
   */
  async run<T>(scope: HandleScope, isAlone: boolean, body: () => Promise<T>): Promise<T> {
    if (scope === this.#root) return this.#context.run(scope, body)
    this.#running.add(scope)
    this.#openSpan()
    if (!isAlone || this.#running.size > 1) this.#context.enable(this.#previous)
    else if (this.#running.size === 1) this.#context.disable()
    this.#previous = scope
    try {
      return await this.#context.run(scope, body)
    } finally {
      this.#running.delete(scope)
      this.#openSpan()
    }
  }

  /**
   * Whether an error that nobody has caught is of the work of a scope that runs beside `scopes`. To
   * be asked while Node tells of the error.
   *
   * @param promise the promise that was rejected, if it was one
   */
  isErrorBeside(scopes: ReadonlySet<HandleScope>, promise: unknown): boolean {
    const scope = this.#context.findMaker(promise) ?? this.current
    return this.#running.has(scope) && !scopes.has(scope)
  }

  /** Notes that a resource was made by work of `scope`. */
  note(asyncId: number, scope: HandleScope): void {
    if (scope !== this.#active) this.#strays.set(asyncId, scope)
  }

  /** Whether all resources are to be noted, not only handles. */
  get notesAll(): boolean {
    return this.#context.isByCallback
  }

  /** A resource calls back: what runs now is the work of whoever made it. */
  #onBefore(asyncId: number): void {
    // Side by side, an id that was not noted says nothing: others may have promises report theirs.
    const scope = this.#running.size > 1 ? this.#strays.get(asyncId) : this.#find(asyncId)
    if (scope !== undefined) this.#context.set(scope)
  }

  #openSpan(): void {
    this.#active = this.#root
    if (this.#running.size === 1) for (const only of this.#running) this.#active = only
    if (this.#spans.length >= this.#pruneAt) this.#prune()
    this.#spans.push({ fromId: this.latestId + 1, scope: this.#active })
  }

  /** A worker may run any number of tests: where a test is over, what calls back is the file's. */
  #prune(): void {
    const kept: Span[] = []
    for (const { fromId, scope } of this.#spans) {
      const owner = isScopeOver(scope) ? this.#root : scope
      if (kept.at(-1)?.scope !== owner) kept.push({ fromId, scope: owner })
    }
    this.#spans = kept
    this.#pruneAt = Math.max(FIRST_PRUNING, 2 * kept.length)
  }

  #find(asyncId: number): HandleScope {
    const stray = this.#strays.get(asyncId)
    if (stray !== undefined) return stray
    const latest = this.#spans.at(-1)
    if (latest === undefined || asyncId >= latest.fromId) return this.#active
    let low = 0
    let high = this.#spans.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#spans[middle]?.fromId ?? 0) <= asyncId) low = middle + 1
      else high = middle
    }
    // From before the first span: the runner's own, which goes on with whatever runs now.
    return this.#spans[low - 1]?.scope ?? this.#active
  }
}

/**
 * Node carries a context at no cost where it is kept in frames (Node 24). Where it is kept by a hook
 * on every promise, which makes an await several times dearer, a stamp on every promise is cheaper,
 * and none at all is needed while only one scope has work to do.
 */
function createScopeContext(
  onBefore: (asyncId: number) => void,
  withoutHooks: (body: () => void) => void,
): ScopeContext {
  return isKeptByHooks(new AsyncLocalStorage())
    ? new StampContext(onBefore, withoutHooks)
    : new FrameContext()
}

class StampContext implements ScopeContext {
  readonly isFree = false
  readonly #hook: HandleHook
  readonly #withoutHooks: (body: () => void) => void
  #scope: HandleScope | undefined
  #stopStamping: (() => void) | undefined

  constructor(onBefore: (asyncId: number) => void, withoutHooks: (body: () => void) => void) {
    this.#withoutHooks = withoutHooks
    this.#hook = createHandleHook({
      init: () => {},
      before: (asyncId) => {
        // Others may have promises report themselves; those have their stamp.
        if (!isInPromise()) onBefore(asyncId)
      },
    })
  }

  get isByCallback(): boolean {
    return this.#stopStamping !== undefined
  }

  get(): HandleScope | undefined {
    return this.#scope
  }

  findMaker(promise: unknown): HandleScope | undefined {
    if (!(promise instanceof Promise)) return undefined
    const maker = readStamp(promise)
    return maker instanceof HandleScope ? maker : undefined
  }

  set(scope: HandleScope): void {
    this.#scope = scope
  }

  run<T>(scope: HandleScope, body: () => T): T {
    if (this.#stopStamping === undefined) return body()
    const outer = this.#scope
    this.#scope = scope
    try {
      return body()
    } finally {
      this.#scope = outer
    }
  }

  enable(past: HandleScope): void {
    if (this.#stopStamping !== undefined) return
    // Before any hook: on Node 20 the order decides whether hooks leave promises alone.
    this.#withoutHooks(() => {
      this.#stopStamping = stampPromises<HandleScope>(
        () => this.#scope,
        (scope = past) => {
          this.#scope = scope
        },
      )
    })
    this.#hook.enable()
  }

  disable(): void {
    if (this.#stopStamping === undefined) return
    this.#hook.disable()
    this.#stopStamping()
    this.#stopStamping = undefined
    this.#scope = undefined
  }
}
