/**
 * @touches the names that `process.getActiveResourcesInfo()` gives to requests, and
 * `process._getActiveRequests()`
 * @test tests of the guard leave a file half opened at the end of a test file
 * @fallback a request under another name is not waited for, and what it opens later is missed
 */
import process from 'node:process'
import { markWatching } from '../stack/script-owner.ts'
import { isSimulated } from './simulated-resources.ts'

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
  const names = process.getActiveResourcesInfo().filter((name) => OPENING.has(name))
  return names.length > 0 && names.length > countSimulated()
}

/** Requests that a simulated network has answered in Node's place count as active until they are garbage. */
function countSimulated(): number {
  const { _getActiveRequests: list } = process as { _getActiveRequests?(): object[] }
  const requests = list?.() ?? []
  return requests.filter((each) => OPENING.has(each.constructor.name) && isSimulated(each)).length
}
