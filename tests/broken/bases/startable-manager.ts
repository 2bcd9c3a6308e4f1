import { setTimeout as sleep } from 'node:timers/promises'
import type { Subject, SubjectContext } from '../../../harness/model/subject.ts'
import { IntervalManager } from './interval-manager.ts'

/** Virtual milliseconds that a start takes. */
const START_MS = 250

/** A correct manager in two phases: made first, started then, and started again after a shutdown. */
export class StartableManager extends IntervalManager {
  protected starting: Promise<void> | undefined
  /** Told to stop or dropped: a start that is under way must not go on. */
  protected get isOver(): boolean {
    return this.completion !== undefined || this.dropped
  }

  start(): Promise<void> {
    this.starting ??= this.open()
    return this.starting
  }

  protected async open(): Promise<void> {
    await this.connect()
    if (!this.isOver) this.begin()
  }

  /** Stands for a connection that takes its time. */
  protected async connect(): Promise<void> {
    await sleep(START_MS, undefined, { signal: this.aborting.signal }).catch(() => {})
  }

  protected override async settle(): Promise<void> {
    await this.starting?.catch(() => {})
    await this.inFlight
  }

  async restart(): Promise<void> {
    await this.completion
    this.completion = undefined
    this.starting = undefined
    await this.start()
  }
}

/** Makes a subject of a class of managers that are started. */
export function startableSubject<M extends StartableManager>(
  name: string,
  Manager: new (context: SubjectContext, intervalMs: number) => M,
): Subject<M> {
  return {
    name,
    ownership: 'owned',
    intervalMs: 1000,
    create: (context) => new Manager(context, 1000),
    start: (manager) => manager.start(),
    restart: (manager) => manager.restart(),
  }
}
