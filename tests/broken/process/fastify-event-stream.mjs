// Breaks PROC-04: close() waits for streams of events, which only their clients end.
import fastify from 'fastify'

const app = fastify()
app.get('/events', (request, reply) => {
  reply.hijack()
  reply.raw.writeHead(200, { 'content-type': 'text/event-stream' })
  const timer = setInterval(() => reply.raw.write('data: 1\n\n'), 50)
  reply.raw.on('close', () => clearInterval(timer))
})
let closed
process.on('SIGTERM', () => {
  closed ??= app.close()
})
await app.listen({ port: 0, host: '127.0.0.1' })
