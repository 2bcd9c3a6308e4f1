import type { TaskLoop } from '../../reference/task-scope.ts'

/** A loop that does nothing until it is told to stop. */
export const untilStopped: TaskLoop = ({ stop }) =>
  new Promise((resolve) => {
    stop.addEventListener('abort', () => resolve(), { once: true })
  })
