// Starts a daemon, which is meant to outlive it.
import { spawn } from 'node:child_process'

const options = { detached: true, stdio: 'ignore' }
const daemon = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], options)
daemon.unref()
console.log(`daemon ${daemon.pid}`)

const timer = setInterval(() => {}, 1000)
process.once('SIGTERM', () => clearInterval(timer))
