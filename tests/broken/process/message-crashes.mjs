// Breaks PROC-06: it takes every message for an object.
const timer = setInterval(() => {}, 1000)

process.on('message', ({ command }) => {
  if (!command.startsWith('stop')) return
  clearInterval(timer)
  process.disconnect()
})
