import type { HandleSink } from '../../model/handle-type.ts'
import { markWatching } from '../../stack/script-owner.ts'

markWatching(import.meta.url)

/** Makes an observer that cannot be installed twice, and an undo that can be called twice. */
export function observeOnce(
  what: string,
  observe: (sink: HandleSink) => () => void,
): (sink: HandleSink) => () => void {
  let isObserving = false
  return (sink) => {
    if (isObserving)
      throw new Error(`Observing ${what} already: call the function that undoes it first`)
    const undo = observe(sink)
    isObserving = true
    let isUndone = false
    return () => {
      if (isUndone) return
      isUndone = true
      isObserving = false
      undo()
    }
  }
}
