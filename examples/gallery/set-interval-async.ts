import { clearIntervalAsync, setIntervalAsync } from 'set-interval-async'
import { defineSubject } from 'vitest-shutdown'

// Runs never overlap by design. Neither an error handler nor a synchronous stop is on offer.
export default defineSubject({
  name: 'set-interval-async',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work }) => setIntervalAsync(() => work(), 1000),
  shutdown: (timer) => clearIntervalAsync(timer),
})
