// A setup file that records every handle on its own: with async hooks of the plain kind, which hear
// of promises too and of the end of each resource, and a stack for each. It shares nothing with the
// guard, so that what the two agree on is not one mistake made twice. It is slow.

import { AsyncLocalStorage, createHook } from 'node:async_hooks'
import { appendFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, aroundEach } from 'vitest'

/** Resources that stay open until somebody closes them; timers among them. */
const HANDLES =
  /^(?:Timeout|Immediate|TCPSERVERWRAP|TCPWRAP|PIPESERVERWRAP|PIPEWRAP|UDPWRAP|FSEVENTWRAP|STATWATCHER|PROCESSWRAP|WORKER|MESSAGEPORT|FILEHANDLE|DIRHANDLE|SIGNALWRAP|QUERYWRAP|GETADDRINFOREQWRAP|TCPCONNECTWRAP|FSREQCALLBACK|FSREQPROMISE)$/

/** How long after the end of a test a handle must be open for a leak: what closes by itself is quick. */
const AFTER_MS = 150

// Tests fake timers: the recorder must not wait for theirs.
const wait = sleep
const write = appendFileSync
const output = process.env.GUARD_SUITES_RECORD ?? ''

const whose = new AsyncLocalStorage()
const alive = new Map()
/** What was pending at the end of a test, and has fired or closed since. */
const ended = new Map()
const outer = { name: '(file)' }
let isRecording = true

const hook = createHook({
  init(asyncId, type, triggerId, resource) {
    if (!isRecording || !HANDLES.test(type)) return
    const { stackTraceLimit } = Error
    Error.stackTraceLimit = 60
    // Formatted later: what maps a stack to its sources is not to run inside of a hook.
    const site = new Error(type)
    Error.stackTraceLimit = stackTraceLimit
    const { name } = whose.getStore() ?? outer
    alive.set(asyncId, { type, name, site, triggerId, resource: new WeakRef(resource) })
  },
  destroy(asyncId) {
    const handle = alive.get(asyncId)
    alive.delete(asyncId)
    if (handle?.isPending === true) ended.set(asyncId, handle)
  },
})
hook.enable()

function describe({ type, name, site, resource }, state) {
  const { _idleTimeout: delayMs, _repeat: repeat } = resource.deref() ?? {}
  const stack = String(site.stack)
    .split('\n')
    .slice(1)
    .map((line) => line.trim().replace(/^at /, ''))
    .filter(
      (line) => !line.includes('recorder.mjs') && !/node:internal|node:async_hooks/.test(line),
    )
  const isReferenced = resource.deref()?.hasRef?.()
  return { type, test: name, state, delayMs, repeats: Boolean(repeat), isReferenced, stack }
}

const file = globalThis.__vitest_worker__.filepath

function report(handles, state) {
  const lines = handles.map((handle) =>
    JSON.stringify({ file, ...describe(handle, state) }).concat('\n'),
  )
  if (lines.length > 0) write(output, lines.join(''))
}

function fullName(task) {
  const names = [task.name]
  for (let suite = task.suite; suite?.name && suite !== task.file; suite = suite.suite)
    names.unshift(suite.name)
  return names.join(' > ')
}

aroundEach(async (runTest, { task }) => {
  const mine = { name: fullName(task) }
  try {
    await whose.run(mine, runTest)
  } finally {
    const isMine = ({ name }) => name === mine.name
    const pending = [...alive].filter(([, handle]) => isMine(handle))
    for (const [, handle] of pending) handle.isPending = true
    isRecording = false
    if (pending.length > 0) await wait(AFTER_MS)
    isRecording = true
    report([...ended.values()].filter(isMine), 'ended soon')
    ended.clear()
    report(
      [...alive.values()].filter((handle) => isMine(handle) && handle.isPending),
      'open',
    )
  }
})

// The first of a setup file is the last to run.
afterAll(async () => {
  await wait(AFTER_MS)
  report([...alive.values()], 'open at the end')
})
