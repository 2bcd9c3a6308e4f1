export interface RetrierOptions {
  task: (signal: AbortSignal) => Promise<void>
  everyMs: number
}

/** A factory that returns an object with a stop. */
export function createRetrier({ task, everyMs }: RetrierOptions) {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let current: Promise<void> | undefined

  const schedule = () => {
    timer = setTimeout(async () => {
      current = task(controller.signal).catch(() => {})
      await current
      if (!controller.signal.aborted) schedule()
    }, everyMs)
  }
  schedule()

  return {
    async stop() {
      clearTimeout(timer)
      controller.abort()
      await current
    },
  }
}
