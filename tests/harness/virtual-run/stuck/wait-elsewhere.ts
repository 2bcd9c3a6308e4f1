/** Waits in another file than the body. */
export async function waitElsewhere(): Promise<void> {
  await new Promise<void>(() => {})
}
