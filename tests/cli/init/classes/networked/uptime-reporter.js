/** Tells one fixed address that it is alive. */
export class UptimeReporter {
  #timer

  start() {
    this.#timer = setInterval(() => this.report(), 10_000)
  }

  async report() {
    try {
      await fetch('https://uptime.example.com/v1/beats', { method: 'POST' })
    } catch (error) {
      console.warn('nobody was told', error)
    }
  }

  stop() {
    clearInterval(this.#timer)
  }
}
