'use strict'

/** CommonJS, with callbacks in the way of Node. */
class CacheWarmer {
  constructor(options) {
    this.interval = options.interval || 30000
    this.load = options.load
    this.timer = null
    this.busy = false
  }

  start() {
    this.timer = setInterval(() => {
      if (this.busy) return
      this.busy = true
      this.load().finally(() => {
        this.busy = false
      })
    }, this.interval)
  }

  close(callback) {
    clearInterval(this.timer)
    setImmediate(callback)
  }
}

module.exports = { CacheWarmer }
