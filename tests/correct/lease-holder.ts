import type { Subject, SubjectContext, SubjectResource } from '../../harness/model/subject.ts'

/** Holds a lease while it works, renews it by a timer of its own, and gives it back last. */
class LeaderTask {
  readonly #work: SubjectContext['work']
  readonly #lease: SubjectResource
  readonly #ticking: NodeJS.Timeout
  readonly #renewing: NodeJS.Timeout
  #run: Promise<void> | undefined
  #ending: Promise<void> | undefined

  constructor({ work, resource }: SubjectContext, everyMs: number) {
    this.#work = work
    this.#lease = resource('lease')
    this.#renewing = setInterval(() => this.#lease.use(), everyMs / 4)
    this.#ticking = setInterval(() => {
      this.#run ??= this.#lead()
    }, everyMs)
  }

  async #lead(): Promise<void> {
    await Promise.resolve()
    try {
      if (!this.#ending) await this.#work()
    } catch (error) {
      console.error('leader task failed', error)
    } finally {
      this.#run = undefined
    }
  }

  stepDown(): Promise<void> {
    this.#ending ??= this.#end()
    return this.#ending
  }

  async #end(): Promise<void> {
    clearInterval(this.#ticking)
    await this.#run
    clearInterval(this.#renewing)
    await this.#lease
      .close()
      .catch((error: unknown) => console.error('lease not given back', error))
  }
}

export const subject: Subject<LeaderTask> = {
  name: 'LeaderTask',
  ownership: 'owned',
  intervalMs: 1000,
  create: (context) => new LeaderTask(context, 1000),
  shutdown: (task) => task.stepDown(),
  profile: 'graceful',
}
