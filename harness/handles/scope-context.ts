import type { TimerContext } from '../clock/stand-in.ts'
import type { HandleScope } from './handle-scope.ts'

/** What carries a scope from a call to everything that it starts. */
export interface ScopeContext {
  /** Whether Node carries it everywhere at no cost, so that it is never turned off. */
  readonly isFree: boolean
  /** Whether it is on, and goes by what calls back. */
  readonly isByCallback: boolean
  get(): HandleScope | undefined
  /** Whose work has made a promise, where that is known of the promise itself. */
  findMaker(promise: unknown): HandleScope | undefined
  set(scope: HandleScope): void
  run<T>(scope: HandleScope, body: () => T): T
  /** @param past whose work it is that was begun before */
  enable(past: HandleScope): void
  disable(): void
  /** What follows a timer through the promises of its callback, where that costs nothing. */
  timerId?(): number
  readonly inTimer?: TimerContext
  enterTimer?(asyncId: number): void
}
