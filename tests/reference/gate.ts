/** A promise that the test settles. */
export interface Gate<T = void> {
  promise: Promise<T>
  open(this: void, value: T): void
  fail(this: void, reason: unknown): void
}

export function createGate<T = void>(): Gate<T> {
  const gate: Partial<Gate<T>> = {}
  const promise = new Promise<T>((open, fail) => Object.assign(gate, { open, fail }))
  const { open, fail } = gate
  if (open === undefined || fail === undefined) throw new TypeError('Expected an executor to run')
  return { promise, open, fail }
}
