import type { SubjectContext } from '../../../harness/model/subject.ts'

interface Options {
  endless: boolean
}

function retry(options: Options): void {
  let attempts = 0
  while (options.endless) attempts += 1
}

/** Tries again for ever, without a pause. */
export default {
  name: 'Retrier',
  ownership: 'owned',
  intervalMs: 1000,
  create({ work }: SubjectContext) {
    async function run(): Promise<void> {
      try {
        await work()
      } catch {
        retry({ endless: true })
      }
    }
    const timer = setInterval(() => void run(), 1000)
    return {
      shutdown: async () => clearInterval(timer),
      [Symbol.dispose]: () => clearInterval(timer),
    }
  },
}
