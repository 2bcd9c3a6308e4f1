import type { ArrivingClock } from '../rig/arrivals.ts'
import type { ItemLedger, LedgerItem } from '../rig/item-ledger.ts'
import type { ManagerDriver } from '../rig/manager-driver.ts'
import type { Handles } from './handles.ts'

/** What deliveries are made with. */
export interface DeliveryParts {
  readonly driver: ManagerDriver
  readonly items: ItemLedger
  /** Brings the work, where it does not come of itself. */
  readonly arrivals?: ArrivingClock | undefined
}

/** The work that a trial brings to a manager which does not tick by itself: events and items. */
export class Deliveries {
  /** What `trigger` or `submit` threw or rejected with before anything stopped the manager. */
  error: unknown
  readonly #parts: DeliveryParts
  readonly #handles: Handles

  constructor(parts: DeliveryParts, handles: Handles) {
    this.#parts = parts
    this.#handles = handles
  }

  /** Has work arrive every interval from now on, where the subject has a `trigger` or a `submit`. */
  begin(): void {
    this.#parts.arrivals?.begin(() => this.#deliver())
  }

  end(): void {
    this.#parts.arrivals?.end()
  }

  /** Hands over a new item. */
  submit(handle: unknown): LedgerItem {
    const { driver, items } = this.#parts
    const { subject } = driver
    return items.hand((value, label) =>
      this.#handles.call(label, handle, () => subject.submit?.(handle, value), {
        method: { name: 'submit', find: () => subject.submit },
      }),
    )
  }

  #deliver(): void {
    const { subject } = this.#parts.driver
    const { isStopped, living } = this.#handles
    if (subject.submit !== undefined) {
      // What a manager does with items that come too late is for ITEM-03.
      if (isStopped) return
      const { call } = this.submit(living)
      if (call.state === 'rejected') this.error ??= call.outcome
      return
    }
    const note = (error: unknown): void => {
      if (!isStopped) this.error ??= error
    }
    try {
      Promise.resolve(subject.trigger?.(living)).catch(note)
    } catch (error) {
      note(error)
    }
  }
}
