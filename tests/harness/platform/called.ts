/** Waits until `start` has its callback called. */
export function called(start: (callback: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    start(() => resolve())
  })
}
