// Breaks PROC-04: the signal is noted, and that is all.
process.on('SIGTERM', () => console.log('not now'))
setInterval(() => {}, 1000)
