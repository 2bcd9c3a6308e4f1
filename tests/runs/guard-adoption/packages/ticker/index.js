function noop() {}

/** Ticks until it is stopped. */
export function startTicker() {
  const timer = setInterval(noop, 1000)
  return () => clearInterval(timer)
}
