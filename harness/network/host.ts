import type { StreamHandle } from '../platform/stream-handle.ts'
import { markWatching } from '../stack/script-owner.ts'
import type { LookupFailure } from '../model/network.ts'

markWatching(import.meta.url)

/** What a packet takes one way, in milliseconds, unless a host says otherwise. */
const DEFAULT_LATENCY_MS = 1

/** A host of the simulated network: its address, who answers there, and what is wrong with the way to it. */
export class Host {
  readonly name: string
  readonly ip: string
  /** Who takes connections to a port, for hosts of the setup. Servers of this process listen instead. */
  readonly acceptors: Map<number | string, (handle: StreamHandle) => void> = new Map()
  /** The ports at which it shows a certificate that its clients are to trust. */
  readonly certified: Set<number | string> = new Set()
  latencyMs: number = DEFAULT_LATENCY_MS
  isRefusing = false
  hasCrashed = false
  isDroppingSyn = false
  /**
   * How the way is cut: `silent` where the host takes packets and nobody reads them, `lost` where they do
   * not arrive, so that TCP gives up one day.
   */
  cut: 'silent' | 'lost' | undefined = undefined
  bytesPerMs: number = Infinity
  lookupFailure: LookupFailure | undefined = undefined
  /** Sends again what has been sent while the way was cut. */
  #held: (() => void)[] = []

  constructor(name: string, ip: string) {
    this.name = name
    this.ip = ip
  }

  /** Keeps a packet until the host is healed, which `resend` then sends again. */
  hold(resend: () => void): void {
    this.#held.push(resend)
  }

  /** Ends every fault. @returns sends again what was held back, in the order in which it was sent */
  heal(): readonly (() => void)[] {
    this.isRefusing = false
    this.hasCrashed = false
    this.isDroppingSyn = false
    this.cut = undefined
    this.bytesPerMs = Infinity
    this.lookupFailure = undefined
    const held = this.#held
    this.#held = []
    return held
  }

  /** As on the first day. */
  reset(): void {
    this.heal()
    this.latencyMs = DEFAULT_LATENCY_MS
  }
}
