/** Breaks EXPLORE-08: a shutdown between two awaits of the start closes what there is, and the start opens more. */
import type { SubjectResource } from '../../../../harness/model/subject.ts'
import { StartableManager, startableSubject } from '../../bases/startable-manager.ts'

class ChannelConsumer extends StartableManager {
  readonly #held: SubjectResource[] = []

  protected override async open(): Promise<void> {
    await this.connect()
    if (this.isOver) return
    await this.authenticate()
    if (!this.mayOpen()) return
    this.#held.push(this.probe.resource('channel'))
    if (!this.isOver) this.begin()
  }

  protected async authenticate(): Promise<void> {
    await Promise.resolve()
  }

  protected mayOpen(): boolean {
    return true
  }

  protected override async settle(): Promise<void> {
    await this.inFlight
    await this.#release()
  }

  protected override abort(): void {
    void this.#release()
    super.abort()
  }

  async #release(): Promise<void> {
    for (const resource of this.#held.splice(0)) await resource.close()
  }
}

class Mended extends ChannelConsumer {
  protected override mayOpen(): boolean {
    return !this.isOver
  }
}

export const subject = startableSubject('channel-consumer', ChannelConsumer)
export const mended = startableSubject('channel-consumer, mended', Mended)
