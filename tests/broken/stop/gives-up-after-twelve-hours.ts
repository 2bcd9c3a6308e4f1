/** Breaks STOP-02: a shutdown that has lasted for twelve hours declares itself complete. */
import { timeoutSubject } from '../bases/timeout-steps.ts'

export const subject = timeoutSubject('gives-up-after-twelve-hours', {
  async wait(state) {
    const until = Date.now() + 12 * 3_600_000
    while (state.running && Date.now() < until) {
      let timer: NodeJS.Timeout | undefined
      const nap = new Promise((resolve) => {
        timer = setTimeout(resolve, 60_000)
      })
      await Promise.race([state.running, nap])
      clearTimeout(timer)
    }
  },
})
