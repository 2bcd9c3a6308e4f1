/**
 * - `NETWORK_SETUP`: what the network was given is no setup
 * - `NETWORK_UNSUPPORTED`: this runtime lacks an internal that the simulation needs
 * - `NETWORK_INSTALLED`: another simulated network is installed
 * - `NETWORK_CLOSED`: the network has been closed
 * - `NETWORK_HOST`: a host that nobody named
 * - `NETWORK_HANDLER`: a handler failed, or answered with something else than a `Response`
 */
export type NetworkErrorCode =
  | 'NETWORK_SETUP'
  | 'NETWORK_UNSUPPORTED'
  | 'NETWORK_INSTALLED'
  | 'NETWORK_CLOSED'
  | 'NETWORK_HOST'
  | 'NETWORK_HANDLER'

/** A misuse of the simulated network; its message ends with the remedy. */
export class NetworkError extends Error {
  override readonly name: string = 'NetworkError'
  /** Stable, for programs. */
  readonly code: NetworkErrorCode

  constructor(code: NetworkErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
