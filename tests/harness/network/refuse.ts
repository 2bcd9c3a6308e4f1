/** The name and the message of what an action throws. */
export function refuse(action: () => unknown): string {
  try {
    action()
    return 'it was not refused'
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  }
}
