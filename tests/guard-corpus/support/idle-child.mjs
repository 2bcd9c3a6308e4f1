// A child that ends by itself after a while, or at once when its parent is gone.
process.on('message', () => {})
process.on('disconnect', () => process.exit(0))
setTimeout(() => process.exit(0), 15_000)
process.send?.('up')
