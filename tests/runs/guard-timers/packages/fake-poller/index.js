/** Polls for ever, by timers that keep nothing alive. */
export function poll(work, everyMs) {
  work()
  setTimeout(() => poll(work, everyMs), everyMs).unref()
}
