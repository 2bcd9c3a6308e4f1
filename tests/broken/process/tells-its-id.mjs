// Breaks PROC-04, and says which process it is.
console.log(process.pid)
process.on('SIGTERM', () => {})
setInterval(() => {}, 1000)
