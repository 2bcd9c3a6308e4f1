export interface Debounced<T> {
  /** Notes a value; all that were noted are handed over when nothing has been for a while. */
  add(value: T): void
  cancel(): void
}

/** Gathers values until `quietMs` have passed without one, then hands over each once. */
export function debounce<T>(quietMs: number, flush: (values: Set<T>) => void): Debounced<T> {
  let values = new Set<T>()
  let timer: NodeJS.Timeout | undefined
  return {
    add(value) {
      values.add(value)
      clearTimeout(timer)
      timer = setTimeout(() => {
        const all = values
        values = new Set()
        flush(all)
      }, quietMs)
    },
    cancel() {
      clearTimeout(timer)
      values.clear()
    },
  }
}
