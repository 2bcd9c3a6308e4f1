type Task = () => Promise<void>

/** Runs jobs that are handed to it, a few at a time. */
export default class JobRunner {
  private readonly queue: Task[] = []
  private active = 0
  private closing = false
  private idle: (() => void)[] = []

  constructor(private readonly concurrency = 1) {}

  add(task: Task): void {
    if (this.closing) throw new Error('runner is closing')
    this.queue.push(task)
    this.next()
  }

  private next(): void {
    while (this.active < this.concurrency && this.queue.length > 0) {
      const task = this.queue.shift()!
      this.active += 1
      void task()
        .catch(() => {})
        .finally(() => {
          this.active -= 1
          if (this.active === 0 && this.queue.length === 0)
            for (const done of this.idle.splice(0)) done()
          this.next()
        })
    }
  }

  close(): Promise<void> {
    this.closing = true
    if (this.active === 0 && this.queue.length === 0) return Promise.resolve()
    return new Promise((resolve) => this.idle.push(resolve))
  }
}
