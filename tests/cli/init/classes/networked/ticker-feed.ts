import WebSocket from 'ws'

/** Hands on each message of a feed. */
export class TickerFeed {
  private readonly socket: WebSocket

  constructor(
    wsUrl: string,
    private readonly onTick: (tick: unknown) => void,
  ) {
    this.socket = new WebSocket(wsUrl)
    this.socket.on('message', (data) => this.onTick(JSON.parse(String(data))))
    this.socket.on('error', (error) => console.error('feed', error))
  }

  close(): void {
    this.socket.close()
  }
}
