// Listens to the signal only once it has started, a second later.
import { setTimeout as sleep } from 'node:timers/promises'

console.log('connecting')
await sleep(1000)
const timer = setInterval(() => {}, 1000)
process.once('SIGTERM', () => clearInterval(timer))
console.log('connected')
