// Breaks PROC-06: its primary is gone, and the worker goes on without it.
const timer = setInterval(() => {}, 1000)

process.on('message', (message) => {
  if (message === 'shutdown') clearInterval(timer)
})
