// Breaks LEAK-05 and PROC-04: the job of cron goes on, and its timer was set inside of the package.
import { createServer } from 'node:http'
import { CronJob } from 'cron'

CronJob.from({ cronTime: '0 0 * * * *', onTick: () => {}, start: true })
const server = createServer((_request, response) => response.end('ok')).listen(0, '127.0.0.1')

process.once('SIGTERM', async () => {
  await new Promise((resolve) => server.close(resolve))
})
