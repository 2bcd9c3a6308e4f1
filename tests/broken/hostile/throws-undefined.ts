/** Rejects a shutdown with undefined, and throws null from a dispose. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class ThrowsUndefined extends IntervalManager {
  protected override async settle(): Promise<void> {
    await super.settle()
    throw undefined
  }

  protected override warn(): void {
    throw null
  }
}

export const subject = intervalSubject('throws-undefined', ThrowsUndefined)
