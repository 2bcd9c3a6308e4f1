/** Throws frozen errors, which are their own cause. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

function freeze(error: Error): Error {
  error.cause = error
  return Object.freeze(error)
}

class ThrowsFrozenErrors extends IntervalManager {
  protected override async settle(): Promise<void> {
    await super.settle()
    throw freeze(new Error('frozen while shutting down'))
  }

  protected override warn(): void {
    throw freeze(new Error('frozen while disposing'))
  }
}

export const subject = intervalSubject('throws-frozen-errors', ThrowsFrozenErrors)
