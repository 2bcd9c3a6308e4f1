let count = 0

setInterval(() => count++, 5000) // <- leak eager

export function beats() {
  return count
}
