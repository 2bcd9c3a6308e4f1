/**
 * - `NETWORK_SETUP`: the setup of the network is invalid
 * - `NETWORK_UNSUPPORTED`: this runtime lacks an internal that the simulation needs
 * - `NETWORK_INSTALLED`: another simulated network is installed
 * - `NETWORK_CLOSED`: the network has been closed
 * - `NETWORK_HOST`: the setup names no such host
 * - `NETWORK_HANDLER`: a handler failed, or returned something other than a `Response`
 */
export type NetworkErrorCode =
  | 'NETWORK_SETUP'
  | 'NETWORK_UNSUPPORTED'
  | 'NETWORK_INSTALLED'
  | 'NETWORK_CLOSED'
  | 'NETWORK_HOST'
  | 'NETWORK_HANDLER'

/** Thrown if the simulated network is misused. The message ends with the remedy. */
export class NetworkError extends Error {
  override readonly name: string = 'NetworkError'
  /** A stable code, for programs. */
  readonly code: NetworkErrorCode

  constructor(code: NetworkErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
