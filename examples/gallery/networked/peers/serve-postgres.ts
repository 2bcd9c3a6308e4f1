import type { Socket } from 'node:net'

/** A Postgres without a password, which answers every query with one row of one column. */
export function servePostgres(socket: Socket): void {
  let hasStarted = false
  socket.on('data', (data) => {
    if (!hasStarted) {
      hasStarted = true
      socket.write(Buffer.concat([message('R', int32(0)), message('Z', Buffer.from('I'))]))
    } else if (data.at(0) === 'Q'.codePointAt(0)) {
      socket.write(answer())
    } else {
      socket.end()
    }
  })
}

function answer(): Buffer {
  const column = [text('job'), int32(0), int16(0), int32(25), int16(-1), int32(-1), int16(0)]
  return Buffer.concat([
    message('T', int16(1), ...column),
    message('D', int16(1), int32(2), Buffer.from('42')),
    message('C', text('SELECT 1')),
    message('Z', Buffer.from('I')),
  ])
}

function message(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body])
}

const text = (value: string): Buffer => Buffer.from(`${value}\0`)

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeInt16BE(value)
  return bytes
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}
