// Puts a process into the background, and is gone.
import { spawn } from 'node:child_process'

const options = { detached: true, stdio: 'ignore' }
const daemon = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], options)
daemon.unref()
console.log(`daemon ${daemon.pid}`)
