/** Returns the function that ends it, as hooks and stores do. */
export const watchClock = (onTick: (now: Date) => void, intervalMs: number) => {
  const timer = setInterval(() => onTick(new Date()), intervalMs)
  return () => {
    clearInterval(timer)
  }
}
