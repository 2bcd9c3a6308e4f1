import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

interface SharedLoop {
  users: number
  timer: NodeJS.Timeout | null
  run: Promise<void> | null
  stopping: Promise<void> | null
  aborter: AbortController
  probe: SubjectContext
}

/** Speaks another vocabulary: `stop`, `destroy` and `dup`, no symbols at all. */
class Broadcaster {
  private loop: SharedLoop
  private destroyed = false

  constructor(loop: SharedLoop) {
    this.loop = loop
    loop.users++
  }

  static open(probe: SubjectContext, everyMs: number): Broadcaster {
    const loop: SharedLoop = {
      users: 0,
      timer: null,
      run: null,
      stopping: null,
      aborter: new AbortController(),
      probe,
    }
    loop.timer = setInterval(() => Broadcaster.broadcast(loop), everyMs)
    return new Broadcaster(loop)
  }

  private static broadcast(loop: SharedLoop): void {
    if (loop.run !== null) return
    loop.run = new Promise<void>((resolve) => {
      // A microtask later, so that `loop.run` is set when the work looks at it by calling stop().
      queueMicrotask(() => resolve(Broadcaster.attempt(loop)))
    }).then(() => {
      loop.run = null
    })
  }

  private static async attempt(loop: SharedLoop): Promise<void> {
    if (loop.stopping !== null || loop.aborter.signal.aborted) return
    try {
      await loop.probe.work(loop.aborter.signal)
    } catch (error) {
      if (!loop.aborter.signal.aborted) loop.probe.logger.error('broadcast failed', error)
    }
  }

  dup(): Broadcaster {
    return new Broadcaster(this.loop)
  }

  stop(): Promise<void> {
    const { loop } = this
    if (loop.aborter.signal.aborted) return Promise.resolve()
    loop.stopping ??= (async () => {
      clearInterval(loop.timer ?? undefined)
      await loop.run
      loop.probe.logger.info('broadcaster stopped')
    })()
    return loop.stopping
  }

  destroy(): void {
    if (this.destroyed) return
    this.destroyed = true
    const { loop } = this
    loop.users--
    if (loop.users > 0 || loop.stopping !== null || loop.aborter.signal.aborted) return
    clearInterval(loop.timer ?? undefined)
    loop.aborter.abort()
    loop.probe.logger.warn('broadcaster destroyed before stop()')
  }
}

export const subject: Subject<Broadcaster> = {
  name: 'Broadcaster',
  ownership: 'shared',
  intervalMs: 1000,
  create: (probe) => Broadcaster.open(probe, 1000),
  shutdown: (broadcaster) => broadcaster.stop(),
  drop: (broadcaster) => broadcaster.destroy(),
  clone: (broadcaster) => broadcaster.dup(),
}
