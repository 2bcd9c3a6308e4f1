import { getSystemErrorMap } from 'node:util'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** The system errors that a network gives. */
type SystemErrorName =
  | 'EADDRINUSE'
  | 'EADDRNOTAVAIL'
  | 'EBADF'
  | 'ECANCELED'
  | 'ECONNREFUSED'
  | 'ECONNRESET'
  | 'EHOSTUNREACH'
  | 'EINVAL'
  | 'ENOENT'
  | 'ENOTCONN'
  | 'EPIPE'
  | 'ETIMEDOUT'

const numbers = Object.fromEntries(
  Array.from(getSystemErrorMap(), ([number, [name]]) => [name, number]),
)

/** Their numbers on this system, negative, as native handles give them. */
export const systemErrors: Readonly<Record<SystemErrorName, number>> = numbers as Record<
  SystemErrorName,
  number
>
