// Breaks PROC-02: it waits for a run that never ends, nothing else is left, and Node exits with 0.
const timer = setInterval(() => {}, 1000)
const run = new Promise(() => {})

process.once('SIGTERM', async () => {
  clearInterval(timer)
  await run
  console.log('saved')
})
