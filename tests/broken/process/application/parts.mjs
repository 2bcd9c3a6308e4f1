// A whole application: a server, a queue worker, a pool of connections and a scheduler, to be closed in any order.
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

const pool = {
  isOpen: true,
  async query() {
    if (!this.isOpen) throw new Error('the pool is closed')
    await sleep(100)
    if (!this.isOpen) throw new Error('the pool is closed')
    return 'a row'
  },
  close() {
    this.isOpen = false
  },
}

const worker = {
  isOpen: true,
  jobs: new Set(),
  add(name) {
    if (!this.isOpen) throw new Error(`the queue is closed, and ${name} is lost`)
    const job = pool.query().then(() => pool.query())
    this.jobs.add(job)
    void job
      .catch((error) => {
        if (process.exitCode !== 1) console.error(`a job has failed: ${error.message}`)
        process.exitCode = 1
      })
      .then(() => this.jobs.delete(job))
  },
  async close() {
    this.isOpen = false
    await Promise.allSettled(this.jobs)
    console.log('all jobs are done')
  },
}

const scheduler = {
  timer: setInterval(() => worker.add('a sweep'), 50),
  close() {
    clearInterval(this.timer)
  },
}

const server = createServer(async (_request, response) => {
  try {
    worker.add('a mail')
    response.end(await pool.query())
  } catch (error) {
    response.writeHead(500).end(error.message)
  }
})

export const parts = {
  pool,
  worker,
  scheduler,
  server: { close: () => new Promise((resolve) => server.close(resolve)) },
}

/** Runs the application, and closes it by SIGTERM as it is told. */
export function run(close) {
  let isStopping = false
  process.on('SIGTERM', async () => {
    if (isStopping) return
    isStopping = true
    await close()
    console.log('closed')
  })
  server.listen(0, '127.0.0.1', () => console.log('listening'))
}

/** Closes parts one after the other. */
export async function closeAll(...names) {
  for (const name of names) await parts[name].close()
}
