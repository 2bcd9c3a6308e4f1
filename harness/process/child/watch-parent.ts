const BEAT_MS = 500

/** Ends this process when its parent is gone: nobody else would. */
export function watchParent(parent: number): void {
  const beat = setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL')
  }, BEAT_MS)
  beat.unref()
}
