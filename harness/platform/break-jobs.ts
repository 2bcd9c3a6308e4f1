/**
 * @touches `Runtime.terminateExecution` of an inspector session in this process
 * @test an inspector can be connected, and no other one follows the execution
 * @fallback `false`: the process prints where it hangs, and exits
 */
import { executionAsyncId } from 'node:async_hooks'
import process from 'node:process'
import { findAsyncWrap } from './async-wrap.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/**
 * Ends the chain of microtasks that is running: the engine is made to stop what runs, as a debugger
 * would, and drops the microtasks in the queue. Everything else goes on, from the next turn of the
 * event loop.
 *
 * @returns false where that cannot be done
 */
export function breakMicrotasks(): boolean {
  try {
    // Where Node follows what is executed, it ends the process if that is never seen to end.
    if (executionAsyncId() !== 0) findAsyncWrap()?.clearAsyncIdStack?.()
    if (executionAsyncId() !== 0) return false
    const { Session } = process.getBuiltinModule('node:inspector')
    const session = new Session()
    session.connect()
    session.post('Runtime.terminateExecution')
    session.disconnect()
    return true
  } catch {
    // Node can be built without an inspector, or forbid it.
    return false
  }
}
