/** Breaks DROP-04: the drop is announced at info level. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class DropLogsInfo extends IntervalManager {
  protected override warn(): void {
    this.probe.logger.info('dropped without shutdown() - aborting')
  }
}

export const subject = intervalSubject('drop-logs-info', DropLogsInfo)
