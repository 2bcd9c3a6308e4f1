'use strict'

// Loaded once for all files of a worker: what it has taken here is what it calls in each of them.
const { closeSync, openSync } = require('fs')

exports.openLog = (path) => openSync(path, 'a')
exports.closeLog = (fd) => closeSync(fd)
