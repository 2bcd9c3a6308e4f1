// Breaks PROC-09: a signal that comes before there is something to stop is lost.
import { setTimeout as sleep } from 'node:timers/promises'

let timer
process.on('SIGTERM', () => clearInterval(timer))

console.log('connecting')
await sleep(300)
timer = setInterval(() => {}, 1000)
console.log('connected')
