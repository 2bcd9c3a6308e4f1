// Breaks PROC-06: it has shut down, and still listens for messages, which keeps the process.
const timer = setInterval(() => {}, 1000)

process.on('message', (message) => {
  if (message !== 'shutdown') return
  clearInterval(timer)
  console.log('stopped')
})
