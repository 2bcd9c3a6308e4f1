/** Breaks LEAK-04: the `exit` listener that guards a run stays when the manager is stopped in its midst. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class ExitGuardLeft extends IntervalManager {
  interrupted = false

  private readonly onExit = (): void => {
    this.interrupted = true
  }

  protected override async run(): Promise<void> {
    process.on('exit', this.onExit)
    await super.run()
    if (this.completion || this.dropped) return
    process.off('exit', this.onExit)
  }
}

export const subject = intervalSubject('exit-guard-left-when-busy', ExitGuardLeft)
