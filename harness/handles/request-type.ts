import { isCryptoPromise } from '../platform/node-scripts.ts'
import { hasJobCallback } from '../platform/request-internals.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** Requests that are no jobs of `node:crypto`: they end with a callback. */
const REQUESTS: ReadonlySet<string> = new Set([
  'FSREQCALLBACK',
  'FSREQPROMISE',
  'FILEHANDLECLOSEREQ',
  'GETADDRINFOREQWRAP',
  'GETNAMEINFOREQWRAP',
  'QUERYWRAP',
  'TCPCONNECTWRAP',
  'PIPECONNECTWRAP',
  'WRITEWRAP',
  'SHUTDOWNWRAP',
  'UDPSENDWRAP',
  'FIXEDSIZEBLOBCOPY',
  'WORKERHEAPSNAPSHOT',
])

/** The jobs of `node:crypto`, `subtle` included: `PBKDF2REQUEST`, `HASHREQUEST`, … */
const CRYPTO_JOB = /REQUEST$/

/** Whether an async resource is a request: real work that ends with a callback. */
export function isRequestType(asyncType: string): boolean {
  return REQUESTS.has(asyncType) || CRYPTO_JOB.test(asyncType)
}

/**
 * Whether a request whose callback has not been called will call it: the synchronous functions of
 * `node:crypto` make a job too, one that never tells of its end.
 *
 * @param site where it was made
 */
export function isUnderWay(asyncType: string, request: object, site: Error): boolean {
  return !CRYPTO_JOB.test(asyncType) || hasJobCallback(request) || isCryptoPromise(site)
}
