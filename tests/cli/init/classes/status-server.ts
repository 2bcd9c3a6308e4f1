import { createServer, type Server } from 'node:http'

/** Serves the status of a process. */
export class StatusServer {
  private readonly server: Server

  constructor(
    private readonly getStatus: () => Promise<string>,
    private readonly port: number,
  ) {
    this.server = createServer((_request, response) => {
      this.getStatus().then(
        (status) => response.end(status),
        () => response.writeHead(500).end(),
      )
    })
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.server.listen(this.port, '127.0.0.1', resolve))
  }

  close(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.close((error) => (error ? reject(error) : resolve()))
    })
  }
}
