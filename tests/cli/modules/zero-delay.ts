import type { SubjectContext } from '../../../harness/model/subject.ts'

/** Runs as often as timers fire. */
export default {
  name: 'Spinner',
  ownership: 'owned',
  intervalMs: 1,
  create({ work }: SubjectContext) {
    const timer = setInterval(() => void work(), 0)
    return {
      shutdown: async () => clearInterval(timer),
      [Symbol.dispose]: () => clearInterval(timer),
    }
  },
}
