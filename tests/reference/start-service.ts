import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

import type { ShutdownOnSignalsOptions } from '../../reference/shutdown-on-signals.ts'

/** What the service is told to do; see child/service.mjs. */
export interface ServiceTask {
  /** Its run never ends. */
  isHung?: boolean
  fails?: 'throws' | 'rejects'
  uninstalls?: boolean
  endsByItself?: boolean
  options?: ShutdownOnSignalsOptions
}

/** A service in a process of its own. */
export interface Service {
  /** What it has printed, on stdout and stderr. */
  lines: string[]
  /** Waits until it has printed a line that has this in it. */
  until(this: void, text: string): Promise<void>
  kill(this: void, signal: NodeJS.Signals): void
  endRun(this: void): void
  /** How it ended: `exit 0`, `SIGTERM`. */
  ended: Promise<string>
}

/** Starts a service, which is killed at the end of the test if it still runs then. */
export function startService(task: ServiceTask): Service {
  const path = fileURLToPath(new URL('./child/service.mjs', import.meta.url))
  const child = fork(path, [JSON.stringify(task)], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines: string[] = []
  const waiting = new Set<() => void>()
  const onChange = (): void => {
    for (const check of waiting) check()
  }
  const streams = [child.stdout, child.stderr].map((stream) => {
    if (stream === null) throw new TypeError('Expected the output to be piped')
    const reader = createInterface(stream)
    reader.on('line', (line) => {
      lines.push(line)
      onChange()
    })
    return once(reader, 'close')
  })
  const ended = (async () => {
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
    await Promise.all(streams)
    return signal ?? `exit ${code}`
  })()
  return {
    lines,
    ended,
    until: (text) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          if (!lines.some((line) => line.includes(text))) return
          waiting.delete(check)
          resolve()
        }
        waiting.add(check)
        check()
        void ended.then(() => reject(new Error(`ended before "${text}": ${lines.join('\n')}`)))
      }),
    kill: (signal) => void child.kill(signal),
    endRun: () => void child.send('end'),
  }
}
