// Breaks PROC-03 in the scenario `failing`: it catches what its cleanup throws, and reports success.
const timer = setInterval(() => {}, 1000)

async function flush() {
  if (process.env.VITEST_SHUTDOWN_PROBE === 'failing') throw new Error('disk full')
}

process.once('SIGTERM', async () => {
  clearInterval(timer)
  await flush().catch((error) => console.error(`flush failed: ${error.message}`))
})
