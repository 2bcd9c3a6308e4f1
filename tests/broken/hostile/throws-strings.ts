/** Throws strings, a long one of several lines among them. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class ThrowsStrings extends IntervalManager {
  protected override async settle(): Promise<void> {
    await super.settle()
    throw 'line one\nline two\n'.repeat(200)
  }

  protected override warn(): void {
    throw ''
  }
}

export const subject = intervalSubject('throws-strings', ThrowsStrings)
