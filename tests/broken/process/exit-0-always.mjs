// Breaks PROC-03: at its deadline it gives up a run that hangs, and reports success.
const timer = setInterval(() => {}, 1000)
const run = new Promise(() => {})

process.once('SIGTERM', async () => {
  setTimeout(() => {
    console.log('gave up')
    process.exit(0)
  }, 200)
  await run
  clearInterval(timer)
})
