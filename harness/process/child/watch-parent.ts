const BEAT_MS = 500

/** Ends this process when its parent is gone: nobody else would. */
export function watchParent(): void {
  const parent = process.ppid
  const beat = setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL')
  }, BEAT_MS)
  beat.unref()
}
