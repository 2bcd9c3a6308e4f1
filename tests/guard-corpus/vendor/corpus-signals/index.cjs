'use strict'

exports.onShutdown = function onShutdown(callback) {
  process.on('SIGTERM', callback) // <- leak signals
  return () => process.removeListener('SIGTERM', callback)
}
