import { constants } from 'node:os'
import type { ChildPlan } from '../child-record.ts'
import { parseStack, isUsersFrame, type StackFrame } from '../../stack/stack-frame.ts'
import { tell } from './record-pipe.ts'

/** A stream or channel of the process that the program has begun to use. */
export interface Use {
  what: string
  remedy: string
  frames: StackFrame[]
  holds: () => boolean
}

const uses: Use[] = []

/** Notes who reads stdin, and who listens for IPC and for other signals than that of the run, and tells it. */
export function observeWays({ signal }: ChildPlan): void {
  observeStdin()
  observeIpc()
  process.on('newListener', (event: string | symbol) => {
    if (event === signal || typeof event !== 'string' || !(event in constants.signals)) return
    tell({ type: 'listening-otherwise', to: event as NodeJS.Signals })
  })
}

/** What of the process itself keeps it alive: its stdin, its IPC channel. */
export function findOwnUses(): Use[] {
  return uses.filter(({ holds }) => holds())
}

function findFrames(): StackFrame[] {
  return parseStack(new Error('use').stack ?? '').filter(isUsersFrame)
}

function observeStdin(): void {
  const { get, ...descriptor } = Object.getOwnPropertyDescriptor(process, 'stdin') ?? {}
  if (get === undefined) return
  let isUsed = false
  Object.defineProperty(process, 'stdin', {
    ...descriptor,
    get() {
      const stdin = Reflect.apply(get, process, []) as NodeJS.ReadStream
      if (!isUsed) {
        isUsed = true
        const isRead = (): boolean =>
          stdin.readableFlowing === true || stdin.listenerCount('readable') > 0
        const holds = (): boolean => isRead() && !stdin.readableEnded && !stdin.destroyed
        uses.push({
          what: 'stdin, which is read',
          remedy: 'process.stdin.destroy()',
          frames: findFrames(),
          holds,
        })
        tell({ type: 'listening-otherwise', to: 'stdin' })
      }
      return stdin
    },
  })
}

function observeIpc(): void {
  process.on('newListener', function tellListening(event: string | symbol) {
    if (event !== 'message' && event !== 'disconnect') return
    process.off('newListener', tellListening)
    uses.push({
      what: 'the IPC channel, which is listened to',
      remedy: 'process.disconnect()',
      frames: findFrames(),
      holds: isIpcHeld,
    })
    tell({ type: 'listening-otherwise', to: 'ipc' })
  })
}

function isIpcHeld(): boolean {
  const listeners = process.listenerCount('message') + process.listenerCount('disconnect')
  return process.connected && listeners > 0
}
