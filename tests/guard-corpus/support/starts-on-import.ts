let beats = 0

export const heart: NodeJS.Timeout = setInterval(() => beats++, 8000) // <- leak

export function countBeats(): number {
  return beats
}
