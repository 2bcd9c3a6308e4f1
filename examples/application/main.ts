// A whole application: an HTTP server, a queue worker, a scheduler, and the database that all of them need.
// Each is closed before what it uses: the server hands jobs to the worker, and so does the scheduler.

import { SchedulerTask, shutdownOnSignals } from 'vitest-shutdown/reference'
import { Database } from './database.ts'
import { MailWorker } from './mail-worker.ts'
import { ShopApi } from './shop-api.ts'

const database = new Database()
const worker = new MailWorker(database)
const api = new ShopApi(database, worker)
const reminders = SchedulerTask.spawn({
  name: 'Reminders',
  quantumMicros: 200_000,
  schedule: () => worker.add('somebody who has not paid'),
})

// Before anything is opened: a signal during the start ends what is there by then.
shutdownOnSignals(
  [
    { name: 'database', close: () => database.close(), deadlineMs: 2000 },
    { name: 'worker', close: () => worker.drain(), deadlineMs: 1000 },
    { name: 'reminders', close: reminders, deadlineMs: 500 },
    { name: 'api', close: () => api.close(100), deadlineMs: 3000 },
  ],
  { deadlineMs: 8000, name: 'Shop' },
)

await database.connect()
await api.listen(Number(process.env['PORT'] ?? 0))
console.log('The shop is open')
