// Breaks PROC-01 by SIGHUP: it listens to SIGTERM only.
const timer = setInterval(() => {}, 1000)

process.once('SIGTERM', () => clearInterval(timer))
