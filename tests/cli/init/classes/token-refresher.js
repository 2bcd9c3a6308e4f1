/** Plain JavaScript: refreshes a token before it expires. */
export class TokenRefresher {
  constructor(refresh, { logger = console, refreshSeconds = 60 } = {}) {
    this._refresh = refresh
    this._logger = logger
    this._seconds = refreshSeconds
    this._stopped = false
    this._schedule()
  }

  _schedule() {
    this._timer = setTimeout(() => this._run(), this._seconds * 1000)
  }

  async _run() {
    try {
      this.token = await this._refresh()
    } catch (error) {
      this._logger.error('refresh failed', error)
    }
    if (!this._stopped) this._schedule()
  }

  async stop() {
    this._stopped = true
    clearTimeout(this._timer)
  }
}
