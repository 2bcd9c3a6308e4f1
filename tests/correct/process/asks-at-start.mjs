// Asks another program for its version before anything else, and listens to the signal then.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const { stdout } = await promisify(execFile)(process.execPath, ['--version'])
const timer = setInterval(() => {}, 1000)
process.once('SIGTERM', () => clearInterval(timer))
console.log(stdout.trim().split('.').length)
