import { isInternalScript, isTimerModule } from '../platform/node-scripts.ts'
import { createHandleHook, type HandleHook } from '../platform/handle-hook.ts'
import { markWatching } from '../stack/script-owner.ts'
import { isUsersFrame, parseStack, type StackFrame } from '../stack/stack-frame.ts'
import { STACK_FRAMES } from '../stack/call-sites.ts'
import type { EscapedTimer } from './clock.ts'
import { captureTrace, describeTrace, type Trace } from './trace.ts'

markWatching(import.meta.url)

/** More are counted by nobody: a busy server makes them by the thousand. */
const MAX_ESCAPES = 1000

/** Watches for native timers while a clock is installed. */
export class EscapeDetector {
  readonly #traces: Trace[] = []
  readonly #hook: HandleHook = createHandleHook({
    init: (_asyncId, type) => {
      if (type !== 'Timeout' || this.#traces.length === MAX_ESCAPES) return
      this.#traces.push(captureTrace(STACK_FRAMES.escape))
    },
  })

  enable(): void {
    this.#hook.enable()
  }

  disable(): void {
    this.#hook.disable()
  }

  find(): EscapedTimer[] {
    return this.#traces.flatMap((trace) => {
      const escape = classify(trace)
      return escape === undefined ? [] : [describeTrace(escape, trace)]
    })
  }
}

/** `undefined` for the timers of the test runner and of this package. */
function classify(trace: Trace): EscapedTimer | undefined {
  const all = parseStack(trace.stack ?? '')
  // Above the timer itself are the frames of the hook.
  const frames = all.slice(Math.max(0, all.findIndex(isCore)))
  const outside = frames.findIndex((frame) => !isCore(frame))
  const caller = frames[outside]
  const core = outside === -1 ? frames : frames.slice(0, outside)
  if (caller !== undefined && !isUsersFrame(caller)) return undefined
  const isDirect = caller !== undefined && core.every(({ path }) => isTimerModule(path))
  return { kind: nameCall(core.at(-1)), owner: isDirect ? 'user' : 'core' }
}

function isCore({ path }: StackFrame): boolean {
  return path.startsWith('node:')
}

/** Names what the user called of Node's: `Socket.setTimeout (node:net)`. */
function nameCall(frame: StackFrame | undefined): string {
  if (frame?.functionName === undefined) return 'a timer of Node'
  const name = frame.functionName
    .replace(/^(?:new |Object\.)/, '')
    .replace(/\w+ \[as (\w+)\]$/, '$1')
  return isInternalScript(frame.path) ? name : `${name} (${frame.path})`
}
