// Asks itself over connections that are kept alive; the last answer closes its connection.
import { Agent, createServer, get } from 'node:http'

let isStopping = false
let timer
const agent = new Agent({ keepAlive: true })
const server = createServer((request, response) => setTimeout(() => response.end('well'), 40))

function check() {
  get({ port: server.address().port, host: '127.0.0.1', agent }, (response) => {
    response.resume().on('end', () => {
      if (!isStopping) timer = setTimeout(check, 100)
    })
  }).on('error', () => {})
}

process.on('SIGTERM', () => {
  if (isStopping) return
  isStopping = true
  clearTimeout(timer)
  server.close()
  agent.destroy()
})
server.listen(0, '127.0.0.1', check)
