import type { SubjectContext } from '../../../harness/model/subject.ts'

/** Clears nothing in shutdown(). */
function create({ work, logger }: SubjectContext) {
  async function run(): Promise<void> {
    try {
      await work()
    } catch {
      logger.error('run failed')
    }
  }
  const timer = setInterval(() => void run(), 1000)
  return {
    async shutdown() {},
    [Symbol.dispose]() {
      logger.warn('dropped')
      clearInterval(timer)
    },
  }
}

export default { name: 'Leaky', ownership: 'owned', intervalMs: 1000, create }
