// Its run hangs, and its deadline ends that with 1.
const run = new Promise(() => {})
const timer = setInterval(() => {}, 1000)

process.once('SIGTERM', async () => {
  setTimeout(() => {
    console.error('gave up')
    process.exit(1)
  }, 200).unref()
  await run
  clearInterval(timer)
})
