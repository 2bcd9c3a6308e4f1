import { spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import namedProcess from 'node:process'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { observeProcessListeners } from '../../../../harness/handles/observe/observe-process-listeners.ts'
import { RecordingSink } from './recording-sink.ts'

let sink: RecordingSink
let undo: () => void

beforeEach(() => {
  sink = new RecordingSink()
  undo = observeProcessListeners(sink)
})

afterEach(() => {
  undo()
  for (const noted of sink.stillOpen) void noted.close()
})

function onTerm(): void {}

const addForms: Record<string, () => unknown> = {
  on: () => process.on('SIGTERM', onTerm),
  addListener: () => process.addListener('SIGTERM', onTerm),
  prependListener: () => process.prependListener('SIGTERM', onTerm),
  once: () => process.once('SIGTERM', onTerm),
  prependOnceListener: () => process.prependOnceListener('SIGTERM', onTerm),
  'node:process': () => namedProcess.on('SIGTERM', onTerm),
}

test.each(Object.entries(addForms))('a listener added by %s is open until removed', (_, add) => {
  expect(add()).toBe(process)

  expect(sink.only.isOpen()).toBe(true)
  expect(sink.only.kind).toBe('process-listener')
  expect(sink.only.describe()).toBe('`SIGTERM` listener `onTerm` of process')
  expect(sink.only.remedy()).toBe("process.off('SIGTERM', onTerm)")
  expect(sink.only.stack).toContain('observe-process-listeners.test.ts')
  process.off('SIGTERM', onTerm)
  expect(sink.only.isOpen()).toBe(false)
})

test.each([
  'SIGUSR2',
  'exit',
  'beforeExit',
  'uncaughtException',
  'uncaughtExceptionMonitor',
  'unhandledRejection',
  'rejectionHandled',
  'warning',
  'message',
  'disconnect',
  'multipleResolves',
])('a listener for %s is seen, and closing it removes it', (event) => {
  const before = process.listenerCount(event)
  process.on(event as 'exit', () => {})

  expect(sink.only.describe()).toBe(`\`${event}\` listener of process`)
  expect(sink.only.remedy()).toBe(`process.off('${event}', listener)`)
  void sink.only.close()
  expect(process.listenerCount(event)).toBe(before)
  expect(sink.only.isOpen()).toBe(false)
})

test('a listener that was called once is closed', () => {
  const event = Symbol('event')
  process.once(event, () => {})
  expect(sink.only.describe()).toBe('`Symbol(event)` listener of process')

  process.emit(event as unknown as 'SIGTERM')

  expect(sink.only.isOpen()).toBe(false)
})

test('removeAllListeners closes listeners and does not end the observing', () => {
  const event = Symbol('event')
  process.on(event, onTerm)

  process.removeAllListeners(event)
  expect(sink.stillOpen).toEqual([])
  process.on(event, onTerm)
  expect(sink.stillOpen).toHaveLength(1)
})

test('listeners that tell of listeners are neither added nor observed', () => {
  const counts = ['newListener', 'removeListener'].map((event) => process.listenerCount(event))
  undo()
  expect(['newListener', 'removeListener'].map((event) => process.listenerCount(event))).toEqual(
    counts,
  )
  undo = observeProcessListeners(sink)
  process.on('newListener', onTerm)
  process.on('removeListener', onTerm)
  process.off('newListener', onTerm)
  process.off('removeListener', onTerm)

  expect(sink.noted).toEqual([])
})

test('the same listener twice is two, of which removing takes the later one', () => {
  const event = Symbol('event')
  process.on(event, onTerm)
  process.on(event, onTerm)
  const [first, second] = sink.noted
  expect(sink.stillOpen).toEqual([first, second])

  process.off(event, onTerm)
  expect(sink.stillOpen).toEqual([first])
  process.on(event, onTerm)
  expect(sink.stillOpen).toEqual([first, sink.noted[2]])
  void first?.close()
  expect(sink.stillOpen).toEqual([sink.noted[2]])
  expect(process.listenerCount(event)).toBe(1)
  process.off(event, onTerm)
  expect(sink.stillOpen).toEqual([])
})

test('a listener that was there before is not the one that was added', () => {
  const event = Symbol('event')
  undo()
  process.on(event, onTerm)
  undo = observeProcessListeners(sink)
  process.on(event, onTerm)
  process.off(event, onTerm)

  expect(sink.only.isOpen()).toBe(false)
  process.removeAllListeners(event)
})

test('a listener that was removed stays closed when it is added again', () => {
  const event = Symbol('event')
  process.on(event, onTerm)
  process.off(event, onTerm)
  process.on(event, onTerm)

  expect(sink.noted.map((noted) => noted.isOpen())).toEqual([false, true])
})

test('closing a listener spares a later once of the same function', () => {
  const event = Symbol('event')
  process.on(event, onTerm)
  process.once(event, onTerm)

  void sink.noted[0]?.close()

  expect(sink.noted.map((noted) => noted.isOpen())).toEqual([false, true])
  expect(process.rawListeners(event)).not.toEqual([onTerm])
  expect(process.listeners(event as unknown as 'SIGTERM')).toEqual([onTerm])
  expect(sink.noted).toHaveLength(2)
})

test('a listener that is no function is refused as without the guard', () => {
  expect(() => process.on('exit', 'no function' as never)).toThrow(
    `The "listener" argument must be of type function. Received type string ('no function')`,
  )
  expect(sink.noted).toEqual([])
})

test('listeners of other emitters are not observed', () => {
  const emitter = new EventEmitter()
  emitter.on('exit', onTerm)
  Reflect.apply(process.on, emitter, ['exit', onTerm])

  expect(emitter.listenerCount('exit')).toBe(2)
  expect(sink.noted).toEqual([])
})

test('methods look like the originals, and the undo leaves no trace', () => {
  const { on } = process
  const keys = Object.keys(process)
  expect([on.name, on.length]).toEqual([EventEmitter.prototype.on.name, 2])
  undo()

  expect(process.on).toBe(EventEmitter.prototype.on)
  expect(process.addListener).toBe(EventEmitter.prototype.addListener)
  expect(process.prependListener).toBe(EventEmitter.prototype.prependListener)
  expect(Object.hasOwn(process, 'on')).toBe(false)
  expect(Object.keys(process)).toEqual(keys)
  const event = Symbol('event')
  on.call(process, event, onTerm)
  process.off(event, onTerm)
  expect(sink.noted).toEqual([])
})

test('observing twice is refused', () => {
  expect(() => observeProcessListeners(sink)).toThrow(
    'Observing process listeners already: call the function that undoes it first',
  )
})

/** Runs a module that observes itself in a child process with a pipe as its input. */
async function runWithInput(body: string): Promise<string> {
  const observer = new URL(
    '../../../../dist/harness/handles/observe/observe-process-listeners.js',
    import.meta.url,
  )
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `import { observeProcessListeners } from ${JSON.stringify(observer.href)}
       const noted = []
       const sink = { open: (type, resource) => noted.push({ type, resource }) }
       const openNow = () => noted.filter(({ type, resource }) => type.isOpen(resource))
       const describe = () => openNow().map(({ type, resource }) => type.describe(resource))
       const undo = observeProcessListeners(sink)
       ${body}`,
    ],
    { stdio: ['pipe', 'pipe', 'inherit'], timeout: 30_000 },
  )
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk))
  child.stdin.write('input\n')
  // The input is never ended: the child ends because it does not read any more.
  await once(child, 'close')
  return output.trim()
}

test('observing does not create process.stdin', async () => {
  const output = await runWithInput(`
    const { get } = Object.getOwnPropertyDescriptor(process, 'stdin')
    console.log(get.name, process._getActiveHandles().length)
    undo()
    console.log(Object.getOwnPropertyDescriptor(process, 'stdin').get === get)
    process.exit()`)

  expect(output).toMatch(/^getStdin \d\nfalse$/)
})

test('closing a listener of process.stdin lets the next one read', async () => {
  const output = await runWithInput(`
    process.stdin.on('data', function onData() {})
    console.log(describe(), noted[0].type.isReferenced(noted[0].resource))
    console.log(noted[0].type.remedy(noted[0].resource))
    noted[0].type.close(noted[0].resource)
    console.log(describe())
    setTimeout(() => {
      process.stdin.once('data', (data) => {
        console.log(String(data).trim(), describe())
        process.exit()
      })
    })`)

  expect(output).toBe(
    [
      "[ '`data` listener `onData` of process.stdin' ] true",
      "process.stdin.off('data', onData)",
      '[]',
      'input []',
    ].join('\n'),
  )
})

test('closing a listener lets the process end', async () => {
  const output = await runWithInput(`
    process.stdin.on('data', () => {})
    setTimeout(() => {
      for (const { type, resource } of openNow()) type.close(resource)
      console.log(describe())
    })`)

  expect(output).toBe('[]')
})

test('a listener for readable is closed with its reading', async () => {
  const output = await runWithInput(`
    process.stdin.on('readable', () => {})
    setTimeout(() => {
      console.log(describe())
      for (const { type, resource } of openNow()) type.close(resource)
      console.log(describe())
    })`)

  expect(output).toBe("[ '`readable` listener of process.stdin' ]\n[]")
})

test('an interface of readline that was closed leaves no listener open', async () => {
  const output = await runWithInput(`
    const { createInterface } = await import('node:readline')
    const terminal = createInterface({ input: process.stdin, terminal: true })
    console.log(describe().length > 0)
    terminal.close()
    console.log(describe())
    const plain = createInterface({ input: process.stdin })
    console.log(describe().length > 0)
    plain.close()
    console.log(describe())`)

  expect(output).toBe('true\n[]\ntrue\n[]')
})

test('an input that was in use before the observing began again is observed', async () => {
  const output = await runWithInput(`
    const { stdin } = process
    undo()
    observeProcessListeners(sink)
    stdin.on('end', () => {})
    console.log(describe())`)

  expect(output).toBe("[ '`end` listener of process.stdin' ]")
})
