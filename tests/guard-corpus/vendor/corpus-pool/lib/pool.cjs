'use strict'

const net = require('net')

async function connectOne(port) {
  await Promise.resolve()
  const socket = net.connect({ host: '127.0.0.1', port }) // <- leak pool
  await new Promise((resolve, reject) => {
    socket.once('data', resolve)
    socket.once('error', reject)
  })
  return socket
}

exports.createPool = async function createPool(port) {
  const sockets = await Promise.all([connectOne(port), connectOne(port)])
  return {
    sockets,
    end() {
      for (const socket of sockets) socket.destroy()
    },
  }
}

exports.createBroker = async function createBroker() {
  const open = new Set()
  const server = net.createServer((socket) => {
    open.add(socket)
    socket.on('error', () => {})
    socket.once('close', () => open.delete(socket))
    socket.resume()
    socket.write('ready')
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve)) // <- leak broker
  return {
    port: server.address().port,
    server,
    close() {
      for (const socket of open) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
