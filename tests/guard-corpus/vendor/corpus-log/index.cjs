'use strict'

const { closeSync, openSync, writeSync } = require('fs')

exports.openLog = function openLog(path) {
  const fd = openSync(path, 'a') // <- leak log
  return {
    write(line) {
      writeSync(fd, line + '\n')
    },
    close() {
      closeSync(fd)
    },
  }
}
