import type { DrivenTask } from './driven-task.ts'
import type { ScenarioWork } from './scenario-work.ts'
import type { ScheduleLog } from './schedule-log.ts'
import type {
  CallRecord,
  CleanupRecord,
  ItemRecord,
  LogRecord,
  RunRecord,
  ScheduleEvent,
} from './schedule-record.ts'

/** What any schedule has on record, in virtual time or in real time: of its task, its work and its log. */
export abstract class TaskSchedule {
  abstract readonly task: DrivenTask
  abstract readonly work: ScenarioWork
  abstract readonly journal: ScheduleLog

  get events(): readonly ScheduleEvent[] {
    return this.journal.events
  }

  get logs(): readonly LogRecord[] {
    return this.journal.logs
  }

  get steps(): number {
    return this.journal.steps
  }

  get calls(): readonly CallRecord[] {
    return this.task.calls
  }

  get cleanups(): readonly CleanupRecord[] {
    return this.task.cleanups
  }

  get items(): readonly ItemRecord[] {
    return this.task.arriving.items
  }

  get runs(): readonly RunRecord[] {
    return this.work.runs
  }

  get isHot(): boolean {
    return this.work.isHot
  }
}
