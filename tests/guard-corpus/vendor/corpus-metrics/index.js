const counters = new Map()

setInterval(() => counters.clear(), 60_000).unref()

export function count(name) {
  const next = (counters.get(name) ?? 0) + 1
  counters.set(name, next)
  return next
}
