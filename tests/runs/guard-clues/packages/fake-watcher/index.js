import { watch } from 'node:fs'

/** Tells of a change once nothing has changed for a while. */
export function watchFolder(folder, onEvent) {
  const watcher = watch(folder, () => {
    setTimeout(() => onEvent(), 60_103)
    watcher.close()
    onEvent()
  })
}
