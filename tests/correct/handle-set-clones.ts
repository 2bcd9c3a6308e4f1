import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

interface Handle extends Disposable {
  clone(): Handle
  shutdown(): Promise<void>
}

/** Keeps weak references to its handles, and counts those that have not said goodbye. */
function openCatalog(probe: SubjectContext, intervalMs: number): Handle {
  const handles = new Set<WeakRef<Handle>>()
  const aborter = new AbortController()
  let busy: Promise<void> | undefined
  let stopped: Promise<void> | undefined

  const timer = setInterval(() => {
    busy ??= refresh()
  }, intervalMs)

  async function refresh(): Promise<void> {
    // One microtask for `busy` to be assigned; a stop that lands in it cancels the run.
    await Promise.resolve()
    try {
      if (!stopped && !aborter.signal.aborted) await probe.work(aborter.signal)
    } catch (error) {
      complain(error)
    } finally {
      busy = undefined
    }
  }

  function complain(error: unknown): void {
    if (aborter.signal.aborted) return
    try {
      probe.logger.error('catalog not refreshed', error)
    } catch {
      // The old catalog will do.
    }
  }

  async function stop(): Promise<void> {
    clearInterval(timer)
    await busy
    probe.logger.info('catalog closed')
  }

  function abort(): void {
    clearInterval(timer)
    aborter.abort()
    probe.logger.warn('no handle on the catalog is left, and none was shut down: shutdown() it')
  }

  function createHandle(): Handle {
    const handle: Handle = {
      clone: createHandle,
      async shutdown() {
        if (!aborter.signal.aborted) await (stopped ??= stop())
      },
      [Symbol.dispose]() {
        if (!handles.delete(reference)) return
        if (handles.size === 0 && !stopped && !aborter.signal.aborted) abort()
      },
    }
    const reference = new WeakRef(handle)
    handles.add(reference)
    return handle
  }

  return createHandle()
}

export const subject: Subject<Handle> = {
  name: 'catalog',
  ownership: 'shared',
  intervalMs: 10_000,
  create: (probe) => openCatalog(probe, 10_000),
}
