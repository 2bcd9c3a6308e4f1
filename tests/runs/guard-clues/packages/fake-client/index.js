import { connect } from 'node:net'

/** Connects, and again a while after each connection has ended. */
export function open(port, onRound) {
  let rounds = 0
  const attempt = () => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    socket.on('close', () => {
      rounds += 1
      setTimeout(attempt, rounds < 3 ? 1 : 60_101)
      onRound(rounds)
    })
  }
  attempt()
}
