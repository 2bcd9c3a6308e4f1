let timer: NodeJS.Timeout | undefined

/** A pair of functions around a timer of the module. */
export function startCleanup(cleanup: () => void, intervalMs = 10_000): void {
  timer = setInterval(cleanup, intervalMs)
}

export function stopCleanup(): void {
  clearInterval(timer)
  timer = undefined
}
