/** Masks what differs between two lines of one meaning: numbers and durations. */
export function maskNumbers(text: string): string {
  return text.replaceAll(/\d+(?:\.\d+)?/g, '#')
}
