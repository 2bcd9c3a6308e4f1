import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { probeProcess, recordHandles } from 'vitest-shutdown/harness'
import { createProject } from '../../cli/project.ts'

/** Opens one handle of each kind that keeps a process alive; returns how to close them. */
const OPEN = `
import { spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { watch } from 'node:fs'
import { createServer } from 'node:http'
import { connect, createServer as createTcpServer } from 'node:net'
import { Worker } from 'node:worker_threads'

export async function open() {
  const http = createServer().listen(0, '127.0.0.1')
  const tcp = createTcpServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1')
  await once(tcp, 'listening')
  const socket = connect(tcp.address().port, '127.0.0.1')
  await once(socket, 'connect')
  const udp = createSocket('udp4').bind(0, '127.0.0.1')
  await once(udp, 'listening')
  const watcher = watch('.', () => {})
  const interval = setInterval(() => {}, 1000)
  const timeout = setTimeout(() => {}, 60_000)
  const worker = new Worker('setInterval(() => {}, 1000)', { eval: true })
  await once(worker, 'online')
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  return async () => {
    for (const server of [http, tcp, udp, watcher]) server.close()
    socket.destroy()
    clearInterval(interval)
    clearTimeout(timeout)
    child.kill('SIGKILL')
    await Promise.all([worker.terminate(), once(child, 'close')])
  }
}
`

/** Without the numbers of ports, threads and processes. */
function mask(text: string): string {
  return text.replaceAll(/\b(?:\d+\.){3}\d+:\d+|\b(?:pid|thread) \d+/g, '#')
}

// Signals cannot be sent on Windows.
test.skipIf(process.platform === 'win32')(
  'what keeps a process running is told in the words of the guard',
  async () => {
    const folder = createProject({
      'open.mjs': OPEN,
      'main.mjs':
        "import { open } from './open.mjs'\nprocess.on('SIGTERM', () => {})\nawait open()\n",
    })
    const record = recordHandles()
    onTestFinished(() => record.stop())
    const { open } = (await import(pathToFileURL(join(folder, 'open.mjs')).href)) as {
      open: () => Promise<() => Promise<void>>
    }
    const close = await open()
    onTestFinished(close)
    const own = record
      .findOpen()
      .filter(({ isReferenced, frames }) => isReferenced && frames[0]?.path.endsWith('open.mjs'))
      .map(({ description, remedy }) => `${mask(description)}: ${remedy}`)
    const { probe } = await probeProcess({ module: 'main.mjs', cwd: folder, deadlineMs: 500 })
    const told = probe.runs[0]?.holders?.map(({ what, remedy }) => `${mask(what)}: ${remedy}`)
    expect(own.length).toBeGreaterThan(7)
    expect(new Set(told)).toEqual(new Set(own))
    // Those of the two that why-is-node-running alone has a line for have no remedy.
    expect(told).not.toContain(expect.stringContaining('undefined'))
  },
)
