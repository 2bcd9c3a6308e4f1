import { createRequire } from 'node:module'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  installConsoleTrampolines,
  uninstallConsoleTrampolines,
} from '../../../harness/platform/console.ts'
import { Recorder } from '../../../harness/rig/recorder.ts'
import { Timeline } from '../../../harness/model/timeline.ts'

const originals = { warn: console.warn, emitWarning: process.emitWarning }
let recorder: Recorder
let timeline: Timeline

beforeEach(() => {
  timeline = new Timeline(() => 5)
  recorder = new Recorder(timeline)
  recorder.install()
})

afterEach(() => recorder.uninstall())

function lines(): string[] {
  return recorder.lines.map(({ level, text }) => `${level} ${text}`)
}

describe('a recorder', () => {
  test('records its logger, whose methods need no `this`', () => {
    const { info, warn, error } = recorder.logger
    info('one')
    warn('two')
    error('three', new TypeError('cause'))
    expect(lines()).toEqual(['info one', 'warn two', 'error three TypeError: cause'])
  })

  test('records console by the level of the method', () => {
    console.log('a %s', 'b')
    console.info('c')
    console.warn('d')
    console.error('e', undefined)
    console.debug('f')
    expect(lines()).toEqual(['info a %s b', 'info c', 'warn d', 'error e undefined', 'debug f'])
  })

  test("records Node's own console too, where a runner has replaced the global one", () => {
    const nodeConsole = createRequire(import.meta.url)('node:console') as Console
    nodeConsole.warn('native')
    expect(lines()).toEqual(['warn native'])
  })

  test('records process.emitWarning as a warning', () => {
    process.emitWarning('dropped')
    process.emitWarning(new Error('dropped too'))
    expect(lines()).toEqual(['warn dropped', 'warn dropped too'])
  })

  test("does not count Node's own warnings", () => {
    process.emitWarning('too many listeners', 'MaxListenersExceededWarning')
    process.emitWarning('old', { type: 'DeprecationWarning' })
    expect(recorder.all()).toEqual([])
  })

  test('survives values that cannot be converted to a string', () => {
    console.error(Object.create(null))
    expect(lines()).toEqual(['error a value that cannot be converted to a string'])
  })

  test('puts console and process.emitWarning back', () => {
    recorder.uninstall()
    expect({ warn: console.warn, emitWarning: process.emitWarning }).toEqual(originals)
    expect(console.warn).toBe(originals.warn)
  })

  test('throws from error lines when asked to, after recording them', () => {
    recorder.throwOnError = new Error('the logger failed')
    expect(() => console.error('x')).toThrow('the logger failed')
    expect(() => console.warn('y')).not.toThrow()
    expect(lines()).toEqual(['error x', 'warn y'])
  })

  test('hears a method of console that was captured after the trampolines were installed', () => {
    recorder.uninstall()
    installConsoleTrampolines()
    try {
      const warn = console.warn.bind(console)
      recorder.install()
      warn('captured')
      expect(lines()).toEqual(['warn captured'])
      recorder.uninstall()
    } finally {
      uninstallConsoleTrampolines()
    }
    expect(console.warn).toBe(originals.warn)
  })
})
