// Breaks PROC-06: the command is told with a line feed at its end, which it is not compared with.
const clock = setInterval(() => {}, 1000)
process.stdin.setEncoding('utf8').on('data', (command) => {
  if (command === 'quit') {
    clearInterval(clock)
    process.stdin.destroy()
  }
})
