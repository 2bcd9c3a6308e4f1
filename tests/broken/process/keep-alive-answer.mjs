// Breaks PROC-04: an answer that was under way leaves its connection open, and the server waits for its clients.
import { Agent, createServer, get } from 'node:http'

const agent = new Agent({ keepAlive: true })
const answers = []
const server = createServer((request, response) => answers.push(response))

process.on('SIGTERM', () => {
  if (server.listening) server.close()
  // What is idle as the server closes is closed with it; this is not.
  for (const answer of answers.splice(0)) answer.end('late')
})
server.listen(0, '127.0.0.1', () => {
  get({ port: server.address().port, host: '127.0.0.1', agent }, (response) => response.resume())
})
