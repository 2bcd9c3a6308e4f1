import type { Trial } from './trial.ts'

/** Real milliseconds in which what is being closed may end. */
const SETTLE_MS = 500

/** Fails the rule if a handle other than a timer of the clock is open, once it had its time to close. */
export async function expectNothingOpen(t: Trial, after: string): Promise<void> {
  const hasClosed = (): boolean => t.census.findOpen().length === 0
  if (!hasClosed()) await t.waitForReality(hasClosed, t.patience(SETTLE_MS))
  const open = t.census.findOpen()
  if (open.length === 0) return
  const names = [...new Set(open.map(({ name }) => name))].join(', ')
  t.fail(`still open after ${after}: ${names}`, {
    event: t.note(`still open: ${names}`),
    frame: open.find(({ openedAt }) => openedAt !== undefined)?.openedAt,
  })
}
