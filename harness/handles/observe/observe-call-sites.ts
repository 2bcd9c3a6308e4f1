import type { HandleSink } from '../../model/handle-type.ts'
import { forgetFetches } from './call-sites.ts'
import { createConnectReplacements } from './connect-replacements.ts'
import { createHttpReplacements } from './http-replacements.ts'
import { Observation } from './observation.ts'
import { observeOnce } from './observe-once.ts'
import { replaceFunctions } from '../../platform/replace-functions.ts'
import { createWatchReplacements } from './watch-replacements.ts'
import { markWatching } from '../../stack/script-owner.ts'

markWatching(import.meta.url)

/**
 * Observes the calls for which Node opens handles later, when the user's frames have left the stack,
 * so that `findCallSite()` can tell them. Where the handle is opened within the call, no stack is
 * taken.
 *
 * @returns puts back what was there before
 * @throws {Error} when calls are being observed already
 */
export const observeCallSites: (sink: HandleSink) => () => void = observeOnce(
  'call sites',
  (sink) => {
    const observation = new Observation(sink)
    const undo = replaceFunctions([
      ...createConnectReplacements(observation),
      ...createHttpReplacements(observation),
      ...createWatchReplacements(observation),
    ])
    return () => {
      undo()
      observation.end()
      forgetFetches()
    }
  },
)
