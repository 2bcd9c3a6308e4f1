/** Runs jobs one after another, with a pause before each. */
export class Limiter {
  #jobs = []
  #isRunning = false

  add(job) {
    this.#jobs.push(job)
    if (!this.#isRunning) setTimeout(() => this.#next(), 1)
    this.#isRunning = true
  }

  #next() {
    this.#jobs.shift()?.()
    setTimeout(() => this.#next(), this.#jobs.length > 0 ? 1 : 60_102)
  }
}
