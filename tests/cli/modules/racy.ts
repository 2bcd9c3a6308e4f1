interface SubjectContext {
  work(): void | Promise<void>
  logger: Pick<Console, 'info' | 'warn' | 'error'>
}

/** Arms its timer one await after it has looked whether to go on. */
function createRacy({ work, logger }: SubjectContext) {
  let timer: NodeJS.Timeout
  let run: Promise<void> | undefined
  let done: Promise<void> | undefined
  let isDropped = false
  const arm = () => {
    timer = setTimeout(() => {
      run = tick()
    }, 1000)
  }
  const tick = async () => {
    try {
      await work()
    } catch (error) {
      logger.error('run failed', error)
    }
    if (done !== undefined || isDropped) return
    await Promise.resolve()
    arm()
  }
  const stop = async () => {
    clearTimeout(timer)
    await run
    logger.info('stopped')
  }
  arm()
  return {
    shutdown: () => (isDropped ? Promise.resolve() : (done ??= stop())),
    [Symbol.dispose]() {
      if (isDropped || done !== undefined) return
      isDropped = true
      clearTimeout(timer)
      logger.warn('dropped: call shutdown() instead')
    },
  }
}

export default { name: 'Racy', ownership: 'owned', intervalMs: 1000, create: createRacy }
