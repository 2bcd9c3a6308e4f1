/** What the native handles behind async resources have in common, where they have it. */
interface NativeHandle {
  fd?: number
  _destroyed?: boolean
  hasRef?(): boolean | undefined
  close?(): unknown
  kill?(signal: number): unknown
  stopThread?(): unknown
}

/** What the objects that own native handles (servers, sockets, children) have in common. */
interface HandleOwner {
  closeAllConnections?(): void
  close?(): unknown
  destroy?(): unknown
  kill?(signal: string): unknown
}

/** Whether the native handle of an async resource is open. */
export function isHandleOpen(type: string, resource: object): boolean {
  const handle = resource as NativeHandle
  if (type === 'Timeout') return handle._destroyed === false
  if (type === 'FILEHANDLE') return (handle.fd ?? -1) >= 0
  // An idle port is no resource: only one that is listened to keeps anything alive.
  if (type === 'MESSAGEPORT') return handle.hasRef?.() === true
  // A handle that is closed answers undefined, one that is open and unref'd answers false.
  return typeof handle.hasRef === 'function' ? handle.hasRef() !== undefined : false
}

/** Closes the native handle of an async resource, through its owner where it has one. */
export function closeHandle(type: string, resource: object): void {
  const handle = resource as NativeHandle
  const owner = findOwner(resource)
  const attempts: (() => unknown)[] =
    type === 'Timeout'
      ? [() => clearTimeout(resource as NodeJS.Timeout)]
      : [
          () => owner?.closeAllConnections?.(),
          () => owner?.kill?.('SIGKILL'),
          () => (owner?.destroy === undefined ? owner?.close?.() : owner.destroy()),
          () => handle.stopThread?.(),
          () => (isHandleOpen(type, resource) ? handle.close?.() : undefined),
        ]
  for (const attempt of attempts) {
    try {
      const result = attempt()
      if (result instanceof Promise) result.catch(() => {})
    } catch {
      // Best effort: a handle that is already on its way out may refuse.
    }
  }
}

function findOwner(resource: object): HandleOwner | undefined {
  const symbol = Object.getOwnPropertySymbols(resource).find(
    ({ description }) => description === 'owner_symbol',
  )
  if (symbol === undefined) return undefined
  const owner: unknown = Reflect.get(resource, symbol)
  return typeof owner === 'object' && owner !== null ? owner : undefined
}
