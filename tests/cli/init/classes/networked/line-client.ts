import net from 'node:net'

/** Keeps a connection to a line server, asks it each second, and hands on what it says. */
export class LineClient {
  private socket!: net.Socket
  private isClosed = false
  private readonly timer: NodeJS.Timeout

  constructor(
    private readonly host: string,
    private readonly port: number,
    private readonly onLine: (line: string) => void,
  ) {
    this.connect()
    this.timer = setInterval(() => this.socket.write('status\n'), 1000)
  }

  private connect(): void {
    this.socket = net.connect({ host: this.host, port: this.port })
    this.socket.on('data', (data) => this.onLine(String(data)))
    this.socket.on('error', (error) => console.error('line', error))
    this.socket.on('close', () => {
      if (!this.isClosed) setTimeout(() => this.connect(), 1000)
    })
  }

  close(): void {
    this.isClosed = true
    clearInterval(this.timer)
    this.socket.end()
  }
}
