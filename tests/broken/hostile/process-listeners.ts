/** Listens to the whole process and swallows what it hears; takes no listener away. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class ProcessListeners extends IntervalManager {
  override begin(): this {
    process.on('SIGTERM', () => void this.shutdown())
    process.on('exit', () => this[Symbol.dispose]())
    process.on('unhandledRejection', () => {})
    process.on('uncaughtException', () => {})
    return super.begin()
  }
}

export const subject = intervalSubject('process-listeners', ProcessListeners)
