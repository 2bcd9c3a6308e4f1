// Breaks LEAK-05: the primary exits at once, and its worker takes the end of its channel for nothing.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

if (process.argv[2] === 'worker') {
  process.on('disconnect', () => {})
  process.on('SIGTERM', () => {})
  setInterval(() => {}, 1000)
} else {
  fork(fileURLToPath(import.meta.url), ['worker'])
  process.on('SIGTERM', () => process.exit(0))
}
