import type { Logger } from '../../reference/logger.ts'

const fail = (): never => {
  throw new Error('logger')
}
const reject = (): unknown => Promise.reject(new Error('logger'))

/** Loggers that throw, and that reject as an async logger does. */
export const failingLoggers: Logger[] = [
  { info: fail, warn: fail, error: fail },
  { info: reject, warn: reject, error: reject },
]
