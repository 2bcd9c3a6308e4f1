// Listens to the signal, and crashes before it comes.
process.on('SIGTERM', () => process.exit(0))
setInterval(() => {}, 1000)
setImmediate(() => {
  console.error('the configuration is broken')
  process.exit(2)
})
