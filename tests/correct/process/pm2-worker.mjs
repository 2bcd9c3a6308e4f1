// Ends by the message of pm2, and by SIGINT.
const timer = setInterval(() => {}, 1000)
let isStopping = false

function stop() {
  if (isStopping) return
  isStopping = true
  clearInterval(timer)
  if (process.connected) process.disconnect()
  console.log('stopped')
}

process.on('message', (message) => {
  if (message === 'shutdown') stop()
})
process.on('SIGINT', stop)
process.send('ready')
