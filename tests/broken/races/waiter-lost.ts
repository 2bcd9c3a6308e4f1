/** Breaks EXPLORE-03: who calls while the first callers are being told is put on a list that is then thrown away. */
import { EmitterManager, emitterSubject } from '../bases/emitter-manager.ts'

/** Syncs a folder; all who wait for its end are told one after the other. */
class FolderSync extends EmitterManager {
  protected waiting: (() => void)[] = []

  protected override stopWhenIdle(): void {
    if (this.phase === 'stopping' && !this.busy) void this.tellAll()
  }

  protected async tellAll(): Promise<void> {
    await this.writeIndex()
    const told = [...this.waiting]
    await this.closeIndex()
    if (this.phase === 'stopping') {
      this.phase = 'stopped'
      this.emit('stopped')
    }
    for (const tell of told) tell()
    this.forget(told)
  }

  protected forget(_told: readonly (() => void)[]): void {
    this.waiting = []
  }

  protected async writeIndex(): Promise<void> {
    await Promise.resolve()
  }

  protected async closeIndex(): Promise<void> {
    await Promise.resolve()
  }

  override shutdown(): Promise<void> {
    if (this.phase === 'stopped' || this.phase === 'dropped' || this.inside.getStore())
      return this.phase === 'on' ? this.stop() : Promise.resolve()
    return new Promise((resolve) => {
      this.waiting.push(resolve)
      void this.stop()
    })
  }

  protected async stop(): Promise<void> {
    if (this.phase !== 'on') return
    this.phase = 'stopping'
    clearInterval(this.timer)
    this.stopWhenIdle()
  }
}

class Mended extends FolderSync {
  protected override forget(): void {
    for (const tell of this.waiting.splice(0)) tell()
  }
}

export const subject = emitterSubject('folder-sync', FolderSync)
export const mended = emitterSubject('folder-sync, mended', Mended)
