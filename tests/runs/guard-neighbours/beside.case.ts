import { spawn } from 'node:child_process'
import { describe, test } from 'vitest'

/** Settled as the guard begins to close what the first test has left. */
let noteClosing: () => void
const closing = new Promise<void>((resolve) => {
  noteClosing = resolve
})

describe.concurrent('beside each other', () => {
  test('leaks a child process', () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    const kill = child.kill.bind(child)
    child.kill = (signal) => {
      noteClosing()
      return kill(signal)
    }
  })

  test('rejects while the guard closes it, and nobody catches that', async () => {
    await closing
    void Promise.reject(new Error('nobody catches me, though the guard is closing'))
    await new Promise((resolve) => {
      setTimeout(resolve, 5)
    })
  })
})
