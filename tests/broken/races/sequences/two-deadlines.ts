/** Breaks EXPLORE-07: there is room for the first deadline and for the latest; of three, the second is never called off. */
import { LoopManager, loopSubject } from '../../bases/loop-manager.ts'

/** Renews certificates; its callers say how long they wait. */
class Renewer extends LoopManager {
  #first: NodeJS.Timeout | undefined
  #latest: NodeJS.Timeout | undefined

  override async shutdownWithin(timeoutMs: number): Promise<void> {
    this.keep(setTimeout(() => this.expire(), timeoutMs))
    await this.shutdown()
    this.callOff()
  }

  protected keep(deadline: NodeJS.Timeout): void {
    if (this.#first === undefined) this.#first = deadline
    else this.#latest = deadline
  }

  protected callOff(): void {
    clearTimeout(this.#first)
    clearTimeout(this.#latest)
  }
}

class Mended extends Renewer {
  readonly #deadlines = new Set<NodeJS.Timeout>()

  protected override keep(deadline: NodeJS.Timeout): void {
    this.#deadlines.add(deadline)
  }

  protected override callOff(): void {
    for (const deadline of this.#deadlines) clearTimeout(deadline)
  }
}

export const subject = loopSubject('renewer', Renewer, 'shutdownWithin')
export const mended = loopSubject('renewer, mended', Mended, 'shutdownWithin')
