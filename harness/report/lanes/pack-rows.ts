/** What takes room in a lane, from left to right. */
export interface Extent {
  left: number
  right: number
}

/** Gives each item the first row in which nothing is in its way; returns the rows of the items. */
export function packRows(extents: readonly Extent[]): number[] {
  const ends: number[] = []
  return extents.map(({ left, right }) => {
    const free = ends.findIndex((end) => end <= left)
    const row = free === -1 ? ends.length : free
    ends[row] = right
    return row
  })
}
