import process from 'node:process'
import { markWatching } from '../../stack/script-owner.ts'
import { findConsoles } from '../console.ts'
import { createSurface, imitate, type Method, patch, type Surface } from '../patch.ts'
import { decodePrinted, isHeard, tellPrinted } from './output-sink.ts'

markWatching(import.meta.url)

// As it was before anything was replaced: what is printed makes no step of a schedule.
const { nextTick } = process

/**
 * Makes what goes through the streams of `process` and of `console` known to the sink instead of
 * printing it, until the returned function is called.
 */
export function takeStreams(): () => void {
  const undo = [...findStreams()].map((stream) => takeStream(stream))
  return () => {
    for (const each of undo) each()
  }
}

interface OutputStream {
  readonly fd?: number
  write: Method
}

/** The standard streams, and those of a console that a runner has put in the place of Node's. */
function findStreams(): Set<OutputStream> {
  const consoles = [...findConsoles()] as { _stdout?: unknown; _stderr?: unknown }[]
  const streams = [
    process.stdout,
    process.stderr,
    ...consoles.flatMap(({ _stdout, _stderr }) => [_stdout, _stderr]),
  ]
  return new Set(streams.filter(isStream))
}

function isStream(stream: unknown): stream is OutputStream {
  return typeof (stream as Partial<OutputStream> | null | undefined)?.write === 'function'
}

/** Replaces `_write` and `_writev` too, which a captured `write` comes to. */
function takeStream(stream: OutputStream): () => void {
  const inner = {
    write: (chunk: unknown, ...rest: unknown[]): boolean => {
      const [encoding] = rest
      tellPrinted(decodePrinted(chunk, typeof encoding === 'string' ? encoding : undefined))
      const callback = rest.find((each) => typeof each === 'function')
      if (callback !== undefined) nextTick(callback)
      return true
    },
    _write: (chunk: unknown, encoding: unknown, callback: () => void): void => {
      tellPrinted(decodePrinted(chunk, encoding))
      callback()
    },
    _writev: (chunks: readonly { chunk: unknown; encoding: unknown }[], callback: () => void) => {
      for (const { chunk, encoding } of chunks) tellPrinted(decodePrinted(chunk, encoding))
      callback()
    },
  }
  const surfaces = Object.entries(inner).flatMap(([key, value]): Surface[] => {
    const original: unknown = Reflect.get(stream, key)
    return typeof original === 'function'
      ? [createSurface(stream, key, createStandIn(value as Method, original as Method))]
      : []
  })
  return patch(surfaces, { syncsImports: false })
}

function createStandIn(tell: Method, original: Method): Method {
  return imitate(function taken(this: unknown, ...args: unknown[]): unknown {
    const [chunk] = args
    const isText = typeof chunk === 'string' || ArrayBuffer.isView(chunk) || Array.isArray(chunk)
    // What is no text is for Node to complain of; what was captured meanwhile goes on working.
    return Reflect.apply(isHeard() && isText ? tell : original, this, args)
  }, original)
}
