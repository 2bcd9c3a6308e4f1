import dgram from 'node:dgram'
import { once } from 'node:events'
import { closed, type Scenario } from './scene.ts'

/** What `dgram` sockets do to each other. */
export const dgramScenarios: Readonly<Record<string, Scenario>> = {
  'a question and its answer': async (scene) => {
    const server = dgram.createSocket('udp4')
    server.on('message', (chunk, { port, address, family, size }) => {
      scene.say('server', `${String(chunk)} ${address} ${family} ${size}`)
      server.send('answer', port, address)
    })
    server.bind(0, '127.0.0.1')
    await once(server, 'listening')
    const client = dgram.createSocket('udp4')
    client.on('close', () => scene.say('client', 'close'))
    client.send('question', server.address().port, '127.0.0.1', (error, bytes) => {
      scene.say('client', `sent ${bytes} ${error}`)
    })
    const [chunk, { port }] = (await once(client, 'message')) as [Buffer, { port: number }]
    scene.say('client', `${String(chunk)} ${port === server.address().port}`)
    client.close()
    await closed(client)
    server.close()
  },
  'a connected socket': async (scene) => {
    const server = dgram.createSocket('udp4').bind(0, '127.0.0.1')
    await once(server, 'listening')
    const client = dgram.createSocket('udp4')
    client.connect(server.address().port, '127.0.0.1')
    await once(client, 'connect')
    scene.say('client', client.remoteAddress().address)
    client.send(['in ', 'parts'])
    const [chunk] = (await once(server, 'message')) as [Buffer]
    scene.say('server', String(chunk))
    client.disconnect()
    client.close()
    server.close()
  },
  'a port that is in use': async (scene) => {
    const first = dgram.createSocket('udp4').bind(0, '127.0.0.1')
    await once(first, 'listening')
    const { port } = first.address()
    const second = dgram.createSocket('udp4').bind(port, '127.0.0.1')
    const [error] = (await once(second, 'error')) as [NodeJS.ErrnoException]
    scene.say('all', `${error.code} ${error.syscall}`)
    first.close()
    second.close()
  },
}
