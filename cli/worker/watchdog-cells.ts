/** Positions in the memory that the worker process shares with its watchdog thread. */
export const CELL = {
  /** Goes up while the event loop turns. */
  beat: 0,
  /** Goes up with every step of the check: a module loaded, a rule started or judged. */
  step: 1,
  /** 1 while there is something to watch. */
  watching: 2,
  /** Set by a microtask that the watchdog queued. */
  microtask: 3,
  /** Set by a `process.nextTick` callback that the watchdog queued. */
  nextTick: 4,
} as const

/** How many there are. */
export const CELL_COUNT = 5

/** Name of the function on the global object that the watchdog calls in the stopped process. */
export const PROBE_KEY = 'vitest-shutdown.watchdog-probe'
