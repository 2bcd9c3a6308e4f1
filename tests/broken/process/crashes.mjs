// Cannot be probed: it crashes before it listens.
console.log('starting')
throw new Error('no configuration')
