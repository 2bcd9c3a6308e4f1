// Cannot be probed: it is done before there is anything to shut down.
process.once('SIGTERM', () => {})
console.log('done')
