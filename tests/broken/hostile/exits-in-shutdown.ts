/** Takes its shutdown for that of the process. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class ExitsInShutdown extends IntervalManager {
  protected override announce(): void {
    super.announce()
    process.exit(0)
  }
}

export const subject = intervalSubject('exits-in-shutdown', ExitsInShutdown)
