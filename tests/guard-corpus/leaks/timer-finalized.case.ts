// @case {"leaks":[{"test":"leaves it to the garbage collector","kind":"timer"}],"note":"cleared whenever its owner is collected, which may be never"}
import { test } from 'vitest'

const timers = new FinalizationRegistry<NodeJS.Timeout>((timer) => clearInterval(timer))

class Poller {
  constructor() {
    const self = new WeakRef(this)
    const timer = setInterval(() => self.deref()?.poll(), 1000) // <- leak
    timers.register(this, timer)
  }

  poll(): void {}
}

test('leaves it to the garbage collector', () => {
  void new Poller()
})
