import type { Verdict } from '../model/report.ts'
import type { Paint } from './create-paint.ts'

/** The verdict in its colour. */
export function paintVerdict(verdict: Verdict, paint: Paint): string {
  return verdict === 'conforms' ? paint.green(verdict) : paint.red(verdict)
}
