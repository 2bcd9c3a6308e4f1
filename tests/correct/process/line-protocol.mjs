// Reads commands by line, and ends when one of them says so, however long its stdin stays open.
import { createInterface } from 'node:readline'

const clock = setInterval(() => {}, 1000)
const commands = createInterface({ input: process.stdin })
commands.on('line', (line) => {
  if (line !== 'quit') return
  console.log('bye')
  clearInterval(clock)
  commands.close()
  process.stdin.destroy()
})
