import { real } from '../../../../harness/platform/real-time.ts'

/** Native functions, captured before any clock, as by a module that was imported early. */
export const captured = {
  setTimeout: real.setTimeout,
  setInterval: real.setInterval,
  clearInterval: real.clearInterval,
  setImmediate: real.setImmediate,
  timeout: AbortSignal.timeout.bind(AbortSignal),
}
