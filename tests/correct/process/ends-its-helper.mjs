// Starts a process, and ends it as it shuts down.
import { spawn } from 'node:child_process'
import { once } from 'node:events'

const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })

process.once('SIGTERM', async () => {
  child.kill()
  await once(child, 'exit')
})
