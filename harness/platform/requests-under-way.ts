/**
 * @touches the names that `process.getActiveResourcesInfo()` gives to requests
 * @test tests of the guard leave a file half opened at the end of a test file
 * @fallback a request under another name is not waited for, and what it opens later goes unseen
 */
import process from 'node:process'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** What opens something once it is answered: files, look-ups, connections. */
const OPENING = new Set([
  'FSReqCallback',
  'FSReqPromise',
  'GetAddrInfoReqWrap',
  'QueryReqWrap',
  'TCPConnectWrap',
  'PipeConnectWrap',
])

/** Whether anything is under way in this thread, whosever it is, that may yet open a handle. */
export function areRequestsUnderWay(): boolean {
  return process.getActiveResourcesInfo().some((name) => OPENING.has(name))
}
