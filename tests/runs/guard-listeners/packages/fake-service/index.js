/** Ends with the process, and never before. */
export function startService() {
  process.on('SIGTERM', () => {})
}

/** Calls back before the process ends. */
export function onTerminate(callback) {
  process.on('SIGTERM', callback)
}
