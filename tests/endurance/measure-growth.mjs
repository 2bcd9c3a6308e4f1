/** How often the heap is measured while something is repeated. */
const SAMPLES = 20

/**
 * Repeats `once` and measures the heap, garbage collected, along the way. The first tenth does not
 * count: code is compiled then, and caches fill.
 *
 * @returns bytes that each repetition adds, as the slope of a line through the samples
 */
export async function measureGrowth(count, once) {
  const samples = []
  const every = Math.ceil(count / SAMPLES)
  for (let index = 0; index < count; index++) {
    await once(index)
    if (index >= count / 10 && index % every === 0) samples.push([index, await measureHeap()])
  }
  return findSlope(samples)
}

/** What is reachable, once finalizers have had their turn too. */
async function measureHeap() {
  for (let turn = 0; turn < 3; turn++) {
    globalThis.gc()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return process.memoryUsage().heapUsed
}

/** The slope of the line that fits points best (least squares). */
export function findSlope(points) {
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length
  const meanX = mean(points.map(([x]) => x))
  const meanY = mean(points.map(([, y]) => y))
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
  return points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread
}
