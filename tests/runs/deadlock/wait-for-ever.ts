/** Waits for what nobody settles. */
export async function waitForEver(): Promise<void> {
  await new Promise<void>(() => {})
}
