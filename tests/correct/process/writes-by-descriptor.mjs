// A logger that writes to the descriptor itself, as pino does.
import { writeSync } from 'node:fs'

const timer = setInterval(() => {}, 1000)

process.once('SIGTERM', () => {
  writeSync(1, 'stopping\n')
  clearInterval(timer)
})
