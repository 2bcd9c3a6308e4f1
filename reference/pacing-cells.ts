/** The 32-bit cells that a loop and its pacing thread share. */
export const CELL = {
  /** Counts what the loop does: takes and commands. The thread sleeps on it. */
  loop: 0,
  /** Counts the ticks. The loop sleeps on it. */
  tick: 1,
  /** The last tick that the loop has taken. */
  taken: 2,
  /** Counts the commands that change the grid: a tick of an older one is void. */
  epoch: 3,
  /** The epoch of the last tick. */
  tickEpoch: 4,
  /** 1 while the thread sleeps without an end and has to be woken. */
  parked: 5,
  suspended: 6,
  stopped: 7,
  /** How often the thread has woken up. */
  wakeUps: 8,
} as const

/** The numbers that they share, each published by a cell that is written after it. */
export const NUMBER = {
  periodMs: 0,
  /** Tick number n of an epoch is due at `originMs` + n × `periodMs`. */
  originMs: 1,
  /** When the last tick was due, and its number. */
  dueMs: 2,
  index: 3,
  /** Processor time of the thread so far, in microseconds; -1 where Node does not tell. */
  cpuMicros: 4,
} as const

/** What a pacing thread is started with. */
export interface PacingData {
  cells: Int32Array<SharedArrayBuffer>
  numbers: Float64Array<SharedArrayBuffer>
  CELL: typeof CELL
  NUMBER: typeof NUMBER
}

export function createPacingData(): PacingData {
  const { length } = Object.keys(CELL)
  return {
    cells: new Int32Array(new SharedArrayBuffer(length * Int32Array.BYTES_PER_ELEMENT)),
    numbers: new Float64Array(
      new SharedArrayBuffer(Object.keys(NUMBER).length * Float64Array.BYTES_PER_ELEMENT),
    ),
    CELL,
    NUMBER,
  }
}
