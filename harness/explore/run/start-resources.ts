import type { SubjectResource } from '../../model/subject.ts'
import type { ScheduleLog } from './schedule-log.ts'
import type { ResourceRecord } from './schedule-record.ts'

/** The resources of one schedule that begins with `start`: one of them may be made to fail. */
export class StartResources {
  readonly resources: ResourceRecord[] = []
  readonly #log: ScheduleLog
  #isRefused = false

  constructor(log: ScheduleLog) {
    this.#log = log
  }

  /** The next one cannot be opened. */
  refuse(): void {
    this.#isRefused = true
  }

  /** The function that the subject gets. */
  readonly open = (name: string): SubjectResource => {
    const isRefused = this.#isRefused
    this.#isRefused = false
    const asked = this.#log.add(
      isRefused ? `resource ${name} could not be opened` : `resource ${name} opened`,
    )
    const resource: ResourceRecord = { name, asked, isRefused, closed: undefined }
    this.resources.push(resource)
    if (isRefused) throw new Error(`${name} could not be opened`)
    return {
      use: () => {
        if (resource.closed !== undefined) throw new Error(`${name} is closed`)
      },
      close: async () => {
        resource.closed ??= this.#log.add(`resource ${name} closed`)
        // A release takes a turn, as one that goes over a connection does.
        await Promise.resolve()
      },
    }
  }
}
