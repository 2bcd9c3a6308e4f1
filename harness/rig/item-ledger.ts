import type { TimelineEvent } from '../model/report.ts'
import type { Timeline } from '../model/timeline.ts'
import { type HandedItem, HandedItems } from './handed-items.ts'
import type { Call } from './call.ts'
import type { Run } from './gated-work.ts'

/** One item that was handed to the subject, and what became of it. */
export interface LedgerItem {
  /** 1 for the first. */
  readonly n: number
  readonly value: HandedItem
  /** The call of `submit`. */
  readonly call: Call
  /** The runs that brought it back. */
  readonly runs: Run[]
}

/** Keeps account of the items that were handed over: which were accepted, run, refused or lost. */
export class ItemLedger {
  readonly items: LedgerItem[] = []
  /** Runs that brought back nothing that was handed over. */
  readonly strayRuns: Run[] = []
  readonly #handed = new HandedItems()
  /** By item; an item may run before `submit` has returned, and there is a call to speak of. */
  readonly #runs: Run[][] = []
  readonly #timeline: Timeline

  constructor(timeline: Timeline) {
    this.#timeline = timeline
  }

  /** Hands over a new item through `submit`, which tracks the call. */
  hand(submit: (value: HandedItem, label: string) => Call): LedgerItem {
    const value = this.#handed.create()
    const runs: Run[] = []
    this.#runs.push(runs)
    const call = submit(value, `submit(${value.id})`)
    const item: LedgerItem = { n: this.items.length + 1, value, call, runs }
    this.items.push(item)
    return item
  }

  /** Notes which items a run brought back; a run may bring several. */
  noteRun(run: Run, brought: unknown): void {
    const found = this.#handed.find(brought)
    if (found.length === 0) this.strayRuns.push(run)
    for (const index of found) this.#runs[index]?.push(run)
  }

  /** The items in a value as managers hand them on: see {@link HandedItems.find}. */
  find(value: unknown): LedgerItem[] {
    return this.#handed.find(value).flatMap((index) => this.items[index] ?? [])
  }

  /** Puts a remark about an item on the timeline. */
  note(item: LedgerItem, event: string): TimelineEvent {
    return this.#timeline.add(`${item.value.id}: ${event}`)
  }
}

/** Whether the subject has taken an item: `submit` said nothing against it, or not yet. */
export function isAccepted({ call }: LedgerItem): boolean {
  return call.state !== 'rejected' && !(call.state === 'fulfilled' && call.outcome === false)
}

/** Whether the run of an item failed, and the promise of its `submit` rejected: whoever submitted it knows. */
export function isFailureTold({ call, runs }: LedgerItem): boolean {
  return call.state === 'rejected' && runs.some(({ state }) => state === 'failed')
}

/** Whether a run that brought the item back has ended. */
export function hasRun({ runs }: LedgerItem): boolean {
  return runs.some(({ state }) => state !== 'running')
}
