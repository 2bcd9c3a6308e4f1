import type { Socket } from 'node:net'

const [CONNECT, PUBLISH, SUBSCRIBE, PING, DISCONNECT] = [1, 3, 8, 12, 14]

/** A broker of MQTT 3.1.1 with one client: what that publishes comes back to it. */
export function serveMqtt(socket: Socket): void {
  let rest = Buffer.alloc(0)
  socket.on('error', () => {})
  socket.on('data', (data: Buffer) => {
    rest = Buffer.concat([rest, data])
    // All packets of a task are short: their length takes one byte.
    while (rest.length >= 2 && rest.length >= 2 + rest.readUInt8(1)) {
      const end = 2 + rest.readUInt8(1)
      answer(rest.subarray(0, end))
      rest = rest.subarray(end)
    }
  })

  function answer(packet: Buffer): void {
    const type = packet.readUInt8(0) >> 4
    if (type === CONNECT) socket.write(Buffer.from([0x20, 2, 0, 0]))
    else if (type === SUBSCRIBE)
      socket.write(Buffer.concat([Buffer.from([0x90, 3]), packet.subarray(2, 4), Buffer.from([0])]))
    else if (type === PUBLISH) socket.write(packet)
    else if (type === PING) socket.write(Buffer.from([0xd0, 0]))
    else if (type === DISCONNECT) socket.end()
  }
}
