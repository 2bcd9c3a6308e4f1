import type { TimelineEvent } from '../model/report.ts'
import type { SubjectResource } from '../model/subject.ts'
import type { Timeline } from '../model/timeline.ts'

/** One resource that the subject opened, and what it did with it. */
export interface LedgerResource {
  readonly name: string
  /** Those that were used to open it: it depends on them. */
  readonly dependsOn: readonly LedgerResource[]
  uses: number
  /** Every call of `close()`. Its `stack` leads to the line of the subject. */
  readonly closes: ResourceClose[]
  /** The first use after it was closed. */
  usedAfterClose: { event: TimelineEvent; site: Error } | undefined
}

/** One call of `close()`. */
interface ResourceClose {
  readonly event: TimelineEvent
  readonly site: Error
  /** How many runs were in flight. */
  readonly activeRuns: number
  /** The place in the order of all closes. */
  readonly order: number
  /** Whether the promise that it answered had settled when the next close came. */
  isDone: boolean
}

/** How a close goes: it succeeds, rejects, or never settles. */
export type CloseBehaviour = 'succeeds' | 'rejects' | 'hangs'

/** A resource that nobody keeps account of, where only the process or the order of calls is judged. */
export function openFreely(): SubjectResource {
  return { use: () => {}, close: async () => {} }
}

/** Keeps account of the resources of `context.resource()`: used by whom, closed when. */
export class ResourceLedger {
  readonly resources: LedgerResource[] = []
  /** How the close of a resource goes, by its place in the order of opening. Default: it succeeds. */
  closing: (index: number) => CloseBehaviour = () => 'succeeds'
  /** When set, opening the resource at this place throws. */
  failsAt: number | undefined
  readonly #timeline: Timeline
  readonly #activeRuns: () => number
  #usedLately = new Set<LedgerResource>()
  #closes = 0

  constructor(timeline: Timeline, activeRuns: () => number) {
    this.#timeline = timeline
    this.#activeRuns = activeRuns
  }

  /** The function that the subject gets. */
  readonly open = (name: string): SubjectResource => {
    const index = this.resources.length
    if (this.failsAt === index) {
      this.failsAt = undefined
      this.#timeline.add(`resource ${name} could not be opened`)
      throw new Error(`${name} could not be opened`)
    }
    const resource: LedgerResource = {
      name,
      dependsOn: [...this.#usedLately],
      uses: 0,
      closes: [],
      usedAfterClose: undefined,
    }
    this.#usedLately = new Set()
    this.resources.push(resource)
    this.#timeline.add(`resource ${name} opened`)
    return { use: () => this.#use(resource), close: () => this.#close(resource, index) }
  }

  #use(resource: LedgerResource): void {
    resource.uses += 1
    this.#usedLately.add(resource)
    if (resource.closes.length === 0) return
    resource.usedAfterClose ??= {
      event: this.#timeline.add(`resource ${resource.name} used after it was closed`),
      site: new Error('used here'),
    }
    throw new Error(`${resource.name} is closed`)
  }

  async #close(resource: LedgerResource, index: number): Promise<void> {
    this.#closes += 1
    const close: ResourceClose = {
      event: this.#timeline.add(`resource ${resource.name} closed`),
      site: new Error('closed here'),
      activeRuns: this.#activeRuns(),
      order: this.#closes,
      isDone: false,
    }
    resource.closes.push(close)
    const behaviour = this.closing(index)
    if (behaviour === 'hangs') await new Promise(() => {})
    // A release takes a turn, as one that goes over a connection does.
    await Promise.resolve()
    close.isDone = true
    if (behaviour === 'rejects') throw new Error(`${resource.name} could not be closed`)
  }
}
