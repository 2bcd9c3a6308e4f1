// Prints that it is ready, and takes a while until it listens to the signal.
console.log('ready')
const endMs = performance.now() + 300
while (performance.now() < endMs);
const timer = setInterval(() => {}, 1000)
process.once('SIGTERM', () => clearInterval(timer))
