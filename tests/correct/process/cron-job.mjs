// A job of cron, stopped; the one in flight is awaited.
import { CronJob } from 'cron'
import { setTimeout as sleep } from 'node:timers/promises'

let running = Promise.resolve()
const job = CronJob.from({
  cronTime: '* * * * * *',
  onTick: () => {
    running = sleep(100)
  },
  start: true,
})

process.once('SIGTERM', async () => {
  await job.stop()
  await running
  console.log('closed')
})
