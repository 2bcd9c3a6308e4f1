import type { Clock } from '../clock/create-clock.ts'
import { type Call, type CallWords, trackCall } from '../rig/call.ts'
import { EventLoopTurn } from '../rig/event-loop.ts'
import type { GatedWork } from '../rig/gated-work.ts'
import type { ManagerDriver } from '../rig/manager-driver.ts'
import type { NetworkLane } from '../rig/network-lane.ts'
import type { Timeline } from '../model/timeline.ts'

/** What handles are called with. */
export interface HandleParts {
  readonly driver: ManagerDriver
  readonly clock: Clock
  readonly timeline: Timeline
  readonly work: GatedWork
  readonly lane?: NetworkLane | undefined
}

/** The handles on the task of one trial, and every call on them: tracked, numbered, on the timeline. */
export class Handles {
  /** The manager first, then its clones. */
  readonly all: unknown[] = []
  /** Whether the manager was dropped before anything shut it down. */
  wasDropped = false
  readonly #parts: HandleParts
  readonly #turn = new EventLoopTurn()
  readonly #calls = new Map<string, number>()
  readonly #dropped = new Set<unknown>()
  #wasShutDown = false

  constructor(parts: HandleParts) {
    this.#parts = parts
  }

  /** Whether anything has told the task to stop. */
  get isStopped(): boolean {
    return this.#wasShutDown || this.wasDropped
  }

  /** A handle that was not dropped, or else the manager. */
  get living(): unknown {
    return this.all.find((handle) => !this.#dropped.has(handle)) ?? this.all[0]
  }

  /** Gives up every handle as if it had been dropped. */
  forget(): void {
    this.#dropped.clear()
    this.all.length = 0
    this.wasDropped = true
  }

  /** Calls `start` of the subject. */
  start(handle: unknown): Call {
    const { driver } = this.#parts
    return this.call('start()', handle, () => driver.start(handle), {
      isAsync: true,
      method: { name: 'start', find: () => driver.subject.start },
    })
  }

  /** Calls `restart` of the subject. */
  restart(handle: unknown): Call {
    const { driver } = this.#parts
    return this.call('restart()', handle, () => driver.restart(handle), {
      isAsync: true,
      method: { name: 'restart', find: () => driver.subject.restart },
    })
  }

  shutdown(handle: unknown): Call {
    const { driver, lane } = this.#parts
    lane?.noteInFlight()
    this.#wasShutDown = true
    return this.call('shutdown()', handle, () => driver.shutdown(handle), {
      isAsync: true,
      method: { name: 'shutdown', find: () => driver.findFunction('shutdown', handle) },
    })
  }

  drop(handle: unknown): Call {
    this.#parts.lane?.noteInFlight()
    const { driver } = this.#parts
    this.wasDropped ||= !this.#wasShutDown
    this.#dropped.add(handle)
    const name = driver.subject.drop ? 'drop' : '[Symbol.dispose]'
    return this.call(`${name}()`, handle, () => driver.drop(handle), {
      method: { name, find: () => driver.findFunction('drop', handle) },
    })
  }

  shutdownWithin(handle: unknown, timeoutMs: number, signal?: AbortSignal): Call {
    const { subject } = this.#parts.driver
    return this.call(
      `shutdownWithin(${timeoutMs})`,
      handle,
      () => subject.shutdownWithin?.(handle, timeoutMs, signal),
      { isAsync: true, method: { name: 'shutdownWithin', find: () => subject.shutdownWithin } },
    )
  }

  shutdownWith(handle: unknown, cleanup: () => unknown): Call {
    const { subject } = this.#parts.driver
    return this.call(
      'shutdownWith(cleanup)',
      handle,
      () => subject.shutdownWith?.(handle, cleanup),
      { isAsync: true, method: { name: 'shutdownWith', find: () => subject.shutdownWith } },
    )
  }

  /** Clones a handle; what that gives is to be handed to {@link add}. */
  clone(handle: unknown): Call {
    const { driver } = this.#parts
    return this.call('clone()', handle, () => driver.clone(handle), {
      method: { name: 'clone', find: () => driver.findFunction('clone', handle) },
    })
  }

  /** Takes up the clone that a call gave: its life begins with the call. */
  add(call: Call): void {
    const name = letterOf(this.all.length)
    call.called.lane = name
    call.called.event = `${call.label} gave ${name}`
    this.all.push(call.value)
  }

  /** Any other call on a handle. */
  call(
    name: string,
    handle: unknown,
    action: () => unknown,
    words: Omit<CallWords, 'label' | 'name'> = {},
  ): Call {
    const { timeline, clock, work } = this.#parts
    const owned = this.all.length > 1 && this.all.includes(handle) ? `${this.nameOf(handle)}.` : ''
    // Numbered like the runs, so that a message can say which of several it is about.
    const count = (this.#calls.get(owned + name) ?? 0) + 1
    this.#calls.set(owned + name, count)
    const numbered = count === 1 ? name : `${name} #${count}`
    return trackCall({ ...words, label: owned + numbered, name: numbered }, action, {
      timeline,
      lane: this.nameOf(handle),
      nowMs: () => clock.nowMs,
      starts: () => work.starts,
      active: () => work.active,
      turn: () => this.#turn.current,
    })
  }

  /** The name of a handle in messages: `a` is the manager, `b` the first clone. */
  nameOf(handle: unknown): string {
    return letterOf(Math.max(0, this.all.indexOf(handle)))
  }
}

function letterOf(index: number): string {
  return String.fromCodePoint(97 + index)
}
