import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

interface Lease extends Disposable {
  share(): Lease
  close(): Promise<void>
}

/** Gives no further handle once the end was asked for; the handles that there are may be dropped meanwhile. */
function keepLease({ work, logger }: SubjectContext, intervalMs: number): Lease {
  const aborting = new AbortController()
  const holders = new Set<Lease>()
  let run: Promise<void> | undefined
  let closing: Promise<void> | undefined

  async function renew(): Promise<void> {
    try {
      await work(aborting.signal)
    } catch (error) {
      if (!aborting.signal.aborted) logger.error('lease not renewed', error)
    }
  }

  const timer = setInterval(() => {
    if (run !== undefined) return
    let end = (): void => {}
    run = new Promise((resolve) => {
      end = resolve
    })
    void renew().then(() => {
      run = undefined
      end()
    })
  }, intervalMs)

  async function finish(): Promise<void> {
    clearInterval(timer)
    await run
    logger.info('lease given back')
  }

  function hold(): Lease {
    const lease: Lease = {
      share() {
        if (closing !== undefined || aborting.signal.aborted)
          throw new Error('the lease is being given back; take a new one')
        return hold()
      },
      close() {
        if (aborting.signal.aborted) return Promise.resolve()
        closing ??= finish()
        return closing
      },
      [Symbol.dispose]() {
        if (!holders.delete(lease) || holders.size > 0) return
        if (closing !== undefined || aborting.signal.aborted) return
        clearInterval(timer)
        aborting.abort()
        logger.warn('last holder dropped the lease; await lease.close() instead')
      },
    }
    holders.add(lease)
    return lease
  }

  return hold()
}

export const subject: Subject<Lease> = {
  name: 'lease',
  ownership: 'shared',
  intervalMs: 1000,
  create: (probe) => keepLease(probe, 1000),
  shutdown: (lease) => lease.close(),
  clone: (lease) => lease.share(),
}
