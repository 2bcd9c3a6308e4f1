// A worker that closes its server when its primary is gone, or sends it an object.
import { createServer } from 'node:http'

const server = createServer((_request, response) => response.end('ok'))
server.listen(0, '127.0.0.1')

process.on('message', ({ type }) => {
  if (type === 'stop') process.disconnect()
})
process.once('disconnect', () => server.close())
