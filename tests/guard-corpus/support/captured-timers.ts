const { setInterval: start, clearInterval: stop } = globalThis

/** Calls `work` again and again, through functions that were captured early. */
export function every(ms: number, work: () => void): () => void {
  const timer = start(work, ms) // <- leak
  return () => stop(timer)
}
