// Breaks PROC-02, and prints more than anyone keeps.
const timer = setInterval(() => {}, 1000)
for (let line = 1; line <= 10_000; line += 1) console.log(`line ${line} ${'x'.repeat(100)}`)

process.once('SIGTERM', () => {
  for (let line = 1; line <= 10_000; line += 1) console.log(`end ${line} ${'x'.repeat(100)}`)
  clearInterval(timer)
  process.exitCode = 3
})
