// Breaks PROC-04: the handler never returns, so no timer can end it.
process.on('SIGTERM', () => {
  setTimeout(() => process.exit(1), 100)
  for (;;) Math.random()
})
setInterval(() => {}, 1000)
