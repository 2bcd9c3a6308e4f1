// Breaks PROC-06: its client closes stdin as it should, and this counts as an error.
process.stdin.resume()
process.stdin.on('end', () => {
  console.error('the client is gone')
  process.exit(1)
})
