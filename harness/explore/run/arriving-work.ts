import { HandedItems } from '../../rig/handed-items.ts'
import type { ManagerDriver } from '../../rig/manager-driver.ts'
import type { ScenarioWork } from './scenario-work.ts'
import type { ScheduleLog } from './schedule-log.ts'
import type { ItemRecord, TaskState } from './schedule-record.ts'

interface ArrivalParts {
  readonly driver: ManagerDriver
  readonly work: ScenarioWork
  readonly log: ScheduleLog
}

/** The work that a schedule brings to a manager that does not tick by itself, and what becomes of it. */
export class ArrivingWork {
  /** The items that were handed over, in order. */
  readonly items: ItemRecord[] = []
  /** Whether a trigger has come since the task was told to end: it may talk to the same hosts. */
  hasTriggeredLate = false
  readonly #parts: ArrivalParts
  readonly #handed = new HandedItems()

  constructor(parts: ArrivalParts) {
    this.#parts = parts
    parts.work.onRun = (run, brought) => {
      for (const index of this.#handed.find(brought)) this.items[index]?.runs.push(run)
    }
  }

  /** Whether the subject has a `trigger` or a `submit`. */
  get isExpected(): boolean {
    const { trigger, submit } = this.#parts.driver.subject
    return trigger !== undefined || submit !== undefined
  }

  /** Makes one piece of work arrive at a handle: the next item, or an event. */
  bring(handle: unknown, state: TaskState): void {
    const { subject } = this.#parts.driver
    if (subject.submit === undefined) {
      if (state !== 'running') this.hasTriggeredLate = true
      // How a stopped manager answers a trigger does not matter.
      followQuietly(() => subject.trigger?.(handle), ignore)
    } else if (state === 'running') {
      // ITEM-03 judges what a manager does with items that come too late.
      this.#handOver(handle)
    }
  }

  #handOver(handle: unknown): void {
    const value = this.#handed.create()
    const item: ItemRecord = {
      id: value.id,
      handed: this.#parts.log.add(`${value.id} handed over`, { lane: 'work' }),
      isAccepted: true,
      isHandedBack: false,
      runs: [],
    }
    this.items.push(item)
    followQuietly(
      () => this.#parts.driver.subject.submit?.(handle, value),
      (isRefused) => {
        if (isRefused) item.isAccepted = false
      },
    )
  }

  /** Notes the items in what a shutdown fulfilled with. */
  takeBack(outcome: unknown): void {
    if (this.items.length === 0) return
    for (const index of this.#handed.find(outcome)) {
      const item = this.items[index]
      if (item !== undefined) item.isHandedBack = true
    }
  }
}

function ignore(): void {}

/** Calls an action and reports whether it refused: threw, rejected, or answered `false`. */
function followQuietly(action: () => unknown, onAnswer: (isRefused: boolean) => void): void {
  try {
    const answer = action()
    const { then } = (answer ?? {}) as { then?: unknown }
    if (typeof then !== 'function') onAnswer(answer === false)
    else
      Reflect.apply(then, answer, [
        (value: unknown) => onAnswer(value === false),
        () => onAnswer(true),
      ])
  } catch {
    onAnswer(true)
  }
}
