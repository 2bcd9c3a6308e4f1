// As much of a Redis as bullmq asks for, in the same process; it keeps nothing alive.
import { once } from 'node:events'
import { createServer } from 'node:net'

const INFO = '# Server\r\nredis_version:7.2.0\r\nloading:0\r\nmaxmemory_policy:noeviction\r\n'

/** @returns the port */
export async function serveRedis() {
  const server = createServer((socket) => {
    let rest = ''
    socket.unref()
    socket.on('error', () => {})
    socket.on('data', (data) => {
      rest += data.toString('latin1')
      for (;;) {
        const found = readCommand(rest)
        if (found === undefined) return
        rest = rest.slice(found.length)
        answer(socket, found.command)
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  server.unref()
  return server.address().port
}

function readCommand(text) {
  const [head, count] = /^\*(\d+)\r\n/.exec(text) ?? []
  if (head === undefined) return undefined
  let length = head.length
  const words = []
  while (words.length < Number(count)) {
    const [size, bytes] = /^\$(\d+)\r\n/.exec(text.slice(length)) ?? []
    if (size === undefined) return undefined
    const start = length + size.length
    length = start + Number(bytes) + 2
    if (text.length < length) return undefined
    words.push(text.slice(start, length - 2))
  }
  return { command: words[0].toLowerCase(), length }
}

function answer(socket, command) {
  if (command === 'info') socket.write(`$${INFO.length}\r\n${INFO}\r\n`)
  else if (command.startsWith('eval')) socket.write('*0\r\n')
  else if (command === 'bzpopmin') setTimeout(() => socket.write('*-1\r\n'), 1000).unref()
  else if (command === 'quit') socket.end('+OK\r\n')
  else socket.write('+OK\r\n')
}
