import process from 'node:process'
import { describeHang } from '../promises/describe-hang.ts'
import { dropOptionNames } from './drop-option-names.ts'
import type { Suspect } from './create-verdict.ts'
import { formatHang } from './deadlock-error.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/**
 * Says, as a warning of the process, what a run is at that takes long: a test that is ended by its
 * time limit says nothing itself.
 */
export function emitNotice(
  { clock, work, hang }: Suspect,
  { elapsedMs, fires }: { elapsedMs: number; fires: number },
): void {
  const open = work.describe()
  const lines = [
    `runVirtual() goes on after ${Math.round(elapsedMs)} ms: ${fires.toLocaleString('en')} timers fired, ${clock.nowMs} ms of virtual time.`,
    ...formatHang(describeHang(hang)),
    ...(open.length === 0 ? [] : [`  real     ${open.join('; ')}`]),
  ]
  process.emitWarning(dropOptionNames(lines.join('\n')), 'VirtualRunWarning')
}
