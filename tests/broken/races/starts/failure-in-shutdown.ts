/** Breaks EXPLORE-08: a shutdown while a start that has failed gives back its lease rejects with that failure. */
import type { SubjectResource } from '../../../../harness/model/subject.ts'
import { StartableManager, startableSubject } from '../../bases/startable-manager.ts'

class LeaseWatcher extends StartableManager {
  readonly #held: SubjectResource[] = []

  protected override async open(): Promise<void> {
    try {
      this.#held.push(this.probe.resource('lease'))
      await this.connect()
      if (this.isOver) return
      this.#held.push(this.probe.resource('watch'))
      this.begin()
    } catch (error) {
      await this.#release()
      this.starting = undefined
      throw error
    }
  }

  protected override async settle(): Promise<void> {
    await this.awaitStart()
    await this.inFlight
    await this.#release()
  }

  protected async awaitStart(): Promise<void> {
    await this.starting
  }

  protected override abort(): void {
    void this.#release()
    super.abort()
  }

  async #release(): Promise<void> {
    for (const resource of this.#held.splice(0).toReversed()) {
      try {
        await resource.close()
      } catch (error) {
        this.report(error)
      }
    }
  }
}

class Mended extends LeaseWatcher {
  protected override async awaitStart(): Promise<void> {
    await this.starting?.catch(() => {})
  }
}

export const subject = startableSubject('lease-watcher', LeaseWatcher)
export const mended = startableSubject('lease-watcher, mended', Mended)
