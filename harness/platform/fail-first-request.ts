import fs from 'node:fs'
import { findUserFrame } from '../stack/user-frame.ts'
import { type Method, replaceFunctions, type Replacement } from './patch.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** The requests of `node:fs` with which a start usually begins. */
const REQUESTS = [
  'access',
  'mkdir',
  'mkdtemp',
  'open',
  'opendir',
  'readFile',
  'readdir',
  'stat',
  'lstat',
  'writeFile',
  'appendFile',
] as const

/** One request that is made to fail. */
export interface FailedRequest {
  /** `open (node:fs)`, once a request was made to fail. */
  readonly name: string | undefined
  /** Puts the functions back. */
  restore(): void
}

/** Makes the first request to the file system that the user's own code asks for fail with EACCES. */
export function failFirstRequest(): FailedRequest {
  let failed: string | undefined
  const wrap = (key: string): Replacement['wrap'] => {
    return (original: Method) =>
      function request(this: unknown, ...args: unknown[]): unknown {
        if (failed !== undefined || findUserFrame(new Error('asked here')) === undefined)
          return Reflect.apply(original, this, args)
        failed = `${key} (node:fs)`
        const error = Object.assign(
          new Error(`EACCES: permission denied, ${key} (made to fail by the check)`),
          { code: 'EACCES', errno: -13, syscall: key },
        )
        const callback = args.at(-1)
        if (typeof callback !== 'function') return Promise.reject(error)
        process.nextTick(() => Reflect.apply(callback, undefined, [error]))
        return undefined
      }
  }
  const restore = replaceFunctions(
    REQUESTS.flatMap((key) => [
      { target: fs, key, wrap: wrap(key) },
      { target: fs.promises, key, wrap: wrap(key) },
    ]),
  )
  return {
    get name() {
      return failed
    },
    restore,
  }
}
