interface Session {
  id: string
  expiresAt: number
}

const SWEEP_INTERVAL_MS = 5 * 60_000

/** Removes expired sessions from memory: nothing to wait for. */
export class SessionSweeper {
  private sessions = new Map<string, Session>()
  private handle?: ReturnType<typeof setInterval>

  start() {
    this.handle ??= setInterval(() => this.sweep(), SWEEP_INTERVAL_MS)
    this.handle.unref()
  }

  add(session: Session) {
    this.sessions.set(session.id, session)
  }

  sweep() {
    const now = Date.now()
    for (const [id, session] of this.sessions) {
      if (session.expiresAt < now) this.sessions.delete(id)
    }
  }

  dispose() {
    clearInterval(this.handle)
    this.sessions.clear()
  }
}
