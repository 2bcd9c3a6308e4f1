// Breaks PROC-04 in the scenario `hung`: it waits for its run, for ever.
const timer = setInterval(() => {}, 1000)
const run = process.env.VITEST_SHUTDOWN_PROBE === 'hung' ? new Promise(() => {}) : undefined

process.once('SIGTERM', async () => {
  console.log('waiting for the run')
  await run
  clearInterval(timer)
})
