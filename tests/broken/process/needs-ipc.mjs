// Tells its parent that it is ready, and takes for granted that it has one.
setInterval(() => {}, 1000)
process.send('ready')
