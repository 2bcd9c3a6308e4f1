import { exec, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { isMainThread } from 'node:worker_threads'
import { beats } from './beats.ts'
import { folder } from './folder.ts'
import type { Innocent } from './innocent.ts'

const signalHandler: Innocent = {
  name: 'a signal handler',
  body: async () => {
    const signalled = once(process, 'SIGUSR2')
    process.kill(process.pid, 'SIGUSR2')
    await signalled
    return 'done'
  },
  expected: 'done',
}

/** Children and signals. */
export const processes: readonly Innocent[] = [
  {
    name: 'exec',
    body: () =>
      beats(
        promisify(exec)(`${process.execPath} -e "setTimeout(() => console.log(1), 200)"`),
        ({ stdout }) => stdout,
      ),
    expected: '1\n',
  },
  {
    name: 'execFile',
    body: () => beats(promisify(execFile)(process.execPath, ['--version'])),
    expected: 'work',
  },
  {
    name: 'spawn, its exit',
    body: () =>
      beats(
        once(
          spawn(process.execPath, ['-e', 'setTimeout(() => {}, 150)'], { stdio: 'ignore' }),
          'exit',
        ),
      ),
    expected: 'work',
  },
  {
    name: 'spawn, its output line by line',
    body: () =>
      beats(
        (async () => {
          const child = spawn(process.execPath, [
            '-e',
            'console.log(1); setTimeout(() => console.log(2), 100)',
          ])
          const lines: string[] = []
          for await (const line of createInterface({ input: child.stdout })) lines.push(line)
          return lines
        })(),
        (lines) => lines.join(),
      ),
    expected: '1,2',
  },
  {
    name: 'a child with a channel for messages',
    body: () =>
      beats(
        (async () => {
          const code =
            'process.once("message", () => setTimeout(() => { process.send("pong"); process.disconnect() }, 100))'
          const child = spawn(process.execPath, ['-e', code], {
            stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
          })
          child.send('ping')
          const [message] = (await once(child, 'message')) as unknown[]
          await once(child, 'exit')
          return message
        })(),
        (message) => message,
      ),
    expected: 'pong',
  },
  {
    name: 'fs.watch of what a child writes',
    body: async () => {
      const path = join(folder, 'by-child')
      writeFileSync(path, '')
      const watcher = watch(path)
      const changed = once(watcher, 'change')
      spawn(
        process.execPath,
        ['-e', `require("node:fs").writeFileSync(${JSON.stringify(path)}, "a")`],
        { stdio: 'ignore' },
      )
      await changed
      watcher.close()
      return 'done'
    },
    expected: 'done',
  },
  // In a thread signals are not delivered.
  ...(isMainThread ? [signalHandler] : []),
]
