// Breaks PROC-04: streams of events never end, so the server never closes.
import express from 'express'

const app = express()
app.get('/events', (_request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write('data: hello\n\n')
})
process.on('SIGTERM', () => server.close(() => console.log('closed')))
const server = app.listen(0, '127.0.0.1')
