// Breaks LEAK-05: it ends, and leaves behind the process that it had started.
import { spawn } from 'node:child_process'

const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
child.unref()
const timer = setInterval(() => {}, 1000)
console.log(`helper ${child.pid}`)

process.once('SIGTERM', () => clearInterval(timer))
