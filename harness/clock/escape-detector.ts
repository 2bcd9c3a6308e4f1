import { isTimerModule } from '../platform/node-scripts.ts'
import { createHandleHook, type HandleHook } from '../platform/handle-hook.ts'
import { isOwnScript, isRunnerScript, markWatching } from '../stack/script-owner.ts'
import type { EscapedTimer } from './clock.ts'
import { captureTrace, describeTrace, type Trace } from './trace.ts'

markWatching(import.meta.url)

/** More are counted by nobody: a busy server makes them by the thousand. */
const MAX_ESCAPES = 1000

/** Enough to get from a timer deep in Node to the user's frame. */
const FRAMES = 40

/** Watches for native timers while a clock is installed. */
export class EscapeDetector {
  readonly #traces: Trace[] = []
  readonly #hook: HandleHook = createHandleHook({
    init: (_asyncId, type) => {
      if (type !== 'Timeout' || this.#traces.length === MAX_ESCAPES) return
      this.#traces.push(captureTrace(FRAMES))
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
  const lines = (trace.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  // Above the timer itself are the frames of the hook.
  const frames = lines.slice(Math.max(0, lines.findIndex(isCore)))
  const outside = frames.findIndex((frame) => !isCore(frame))
  const caller = frames[outside]
  const core = outside === -1 ? frames : frames.slice(0, outside)
  if (caller !== undefined && !isUser(caller)) return undefined
  const isDirect =
    caller !== undefined && core.every((frame) => isTimerModule(findCoreScript(frame) ?? ''))
  return { kind: nameOf(core.at(-1)), owner: isDirect ? 'user' : 'core' }
}

function isCore(frame: string): boolean {
  return findCoreScript(frame) !== undefined
}

function findCoreScript(frame: string): string | undefined {
  return /[ (](node:[\w/.]+):\d+:\d+\)?$/.exec(frame)?.[1]
}

/** Neither the test runner nor this package. */
function isUser(frame: string): boolean {
  return !isRunnerScript(frame) && !isOwnScript(frame)
}

/** `    at Socket.setTimeout (node:net:1:2)` is `Socket.setTimeout (node:net)`. */
function nameOf(frame: string | undefined): string {
  const [, name, module = ''] =
    /at (?:new |Object\.)?(.+) \((node:.+?):\d+:\d+\)$/.exec(frame ?? '') ?? []
  if (name === undefined) return 'a timer of Node'
  const called = name.replace(/\w+ \[as (\w+)\]$/, '$1')
  return module.startsWith('node:internal/') ? called : `${called} (${module})`
}
