import type { Subject, SubjectContext, SubjectResource } from '../../../harness/model/subject.ts'
import { IntervalManager } from './interval-manager.ts'

/** A correct manager that needs a connection, and a channel that was opened with it, for its runs. */
export class LeasingManager extends IntervalManager {
  protected readonly connection: SubjectResource
  protected readonly channel: SubjectResource

  constructor(context: SubjectContext, intervalMs: number) {
    super(context, intervalMs)
    this.connection = context.resource('connection')
    this.connection.use()
    this.channel = context.resource('channel')
  }

  protected override call(): unknown {
    this.channel.use()
    return super.call()
  }

  protected override async settle(): Promise<void> {
    await this.inFlight
    await this.release()
  }

  protected async release(): Promise<void> {
    for (const resource of [this.channel, this.connection]) {
      try {
        await resource.close()
      } catch (cause) {
        this.report(cause)
      }
    }
  }

  protected override abort(): void {
    super.abort()
    void this.channel.close()
    void this.connection.close()
  }
}

/** Makes a subject of a class of managers that need resources. */
export function leasingSubject<M extends LeasingManager>(
  name: string,
  Manager: new (context: SubjectContext, intervalMs: number) => M,
): Subject<M> {
  return {
    name,
    ownership: 'owned',
    intervalMs: 1000,
    create: (context) => new Manager(context, 1000).begin(),
  }
}
