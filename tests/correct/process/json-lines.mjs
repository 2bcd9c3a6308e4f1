// Reads stdin piece by piece, as it becomes readable.
let rest = ''
const statistics = setInterval(() => {}, 5000)
process.stdin.setEncoding('utf8')
process.stdin.on('readable', () => {
  for (let piece = process.stdin.read(); piece !== null; piece = process.stdin.read()) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop()
    for (const line of lines) console.log(JSON.stringify({ line }))
  }
})

function stop() {
  clearInterval(statistics)
  process.stdin.destroy()
}
process.stdin.on('end', stop)
process.on('SIGTERM', stop)
