// Cannot be probed with `readyWhen`: it never says so.
process.once('SIGTERM', () => process.exit(0))
setInterval(() => {}, 1000)
