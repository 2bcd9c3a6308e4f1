// Breaks PROC-04: each worker that ends by the signal is started again.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

if (process.argv[2] === 'child') {
  setInterval(() => {}, 1000)
} else {
  const children = new Set()
  const start = () => {
    const child = fork(fileURLToPath(import.meta.url), ['child'])
    children.add(child)
    child.on('exit', () => {
      children.delete(child)
      start()
    })
  }
  process.on('SIGTERM', () => {
    for (const child of children) child.kill('SIGTERM')
  })
  start()
}
