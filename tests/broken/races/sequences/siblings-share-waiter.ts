/** Breaks EXPLORE-07: who waits is kept by the handle it was cloned from; of two clones of one, the first waits for ever. */
import { SharedHandle, SharedTask, sharedSubject } from '../../bases/shared-manager.ts'

/** Relays events; every subscription is told when the relay has ended. */
class Relay extends SharedTask {
  readonly waiting = new Map<SharedHandle, () => void>()
  isOver = false

  protected override async finish(): Promise<void> {
    await super.finish()
    this.isOver = true
    for (const tell of this.waiting.values()) tell()
  }
}

class Subscription extends SharedHandle {
  declare readonly task: Relay
  protected readonly source: SharedHandle | undefined
  #told: Promise<void> | undefined

  constructor(task: SharedTask, source?: SharedHandle) {
    super(task)
    this.source = source
  }

  override clone(): SharedHandle {
    return new Subscription(this.task, this)
  }

  override shutdown(): Promise<void> {
    const ended = super.shutdown()
    const { inside, aborting, isOver } = this.task
    if (this.source === undefined || isOver || inside.getStore() || aborting.signal.aborted)
      return ended
    return (this.#told ??= new Promise((resolve) => {
      this.task.waiting.set(this.keyOf(this.source), resolve)
    }))
  }

  protected keyOf(source: SharedHandle = this): SharedHandle {
    return source
  }
}

class MendedSubscription extends Subscription {
  override clone(): SharedHandle {
    return new MendedSubscription(this.task, this)
  }

  protected override keyOf(): SharedHandle {
    return this
  }
}

export const subject = sharedSubject('relay', Subscription, Relay)
export const mended = sharedSubject('relay, mended', MendedSubscription, Relay)
