import { readStack } from '../../../../harness/stack/call-sites.ts'
import type { HandleSink, HandleType } from '../../../../harness/model/handle-type.ts'

/** What a sink was told, with the type and the resource tied together. */
export interface Noted {
  readonly resource: object
  readonly kind: string
  /** The stack of the call, wherever it was captured. */
  readonly stack: string
  readonly scope: unknown
  isOpen(): boolean
  describe(): string
  remedy(): string
  close(): unknown
}

/** A sink that keeps what it is told. */
export class RecordingSink implements HandleSink {
  readonly noted: Noted[] = []
  /** What the next call is charged to. */
  scope: unknown = 'no scope'
  captures = 0

  open<R extends object>(
    type: HandleType<R>,
    resource: R,
    site: Error = new Error('opened here'),
    scope: unknown = this.scope,
  ): void {
    this.noted.push({
      resource,
      kind: type.kind,
      stack: readStack(site),
      scope,
      isOpen: () => type.isOpen(resource),
      describe: () => type.describe(resource),
      remedy: () => type.remedy(resource),
      close: () => type.close(resource),
    })
  }

  capture(): unknown {
    this.captures++
    return this.scope
  }

  /** The handles that are open now. */
  get stillOpen(): Noted[] {
    return this.noted.filter((noted) => noted.isOpen())
  }

  /** The only one that was noted. */
  get only(): Noted {
    const [noted, ...others] = this.noted
    if (noted === undefined || others.length > 0)
      throw new Error(`Expected one handle, got ${this.noted.length}`)
    return noted
  }
}
