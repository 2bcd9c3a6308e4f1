// Breaks PROC-09: its helper runs before it listens to the signal, and is left behind.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

const helper = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
await sleep(300)
process.once('SIGTERM', async () => {
  helper.kill()
  await once(helper, 'exit')
})
