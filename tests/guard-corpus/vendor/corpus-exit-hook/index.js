const hooks = new Set()

process.on('exit', () => {
  for (const hook of hooks) hook()
})

export function addExitHook(callback) {
  hooks.add(callback)
  return () => hooks.delete(callback)
}
