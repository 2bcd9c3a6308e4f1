// Breaks PROC-01: nobody listens, so the signal ends it in the midst of whatever it does.
setInterval(() => {}, 1000)
console.log('ready')
