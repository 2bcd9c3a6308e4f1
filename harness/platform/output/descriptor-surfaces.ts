import fs from 'node:fs'
import process from 'node:process'
import { markWatching } from '../../stack/script-owner.ts'
import { createSurface, imitate, type Method, type Surface } from '../patch.ts'
import { decodePrinted, isHeard, tellPrinted } from './output-sink.ts'

markWatching(import.meta.url)

// As it was before anything was replaced: what is printed makes no step of a schedule.
const { nextTick } = process

/** The descriptor or the file that is one of the standard streams. */
function isOutput(target: unknown): boolean {
  return (
    target === 1 ||
    target === 2 ||
    target === '/dev/stdout' ||
    target === '/dev/stderr' ||
    (typeof target === 'number' && (target === process.stdout.fd || target === process.stderr.fd))
  )
}

/** What is written of `(buffer, offset, length)`, `(buffer, { offset, length })`, `(text, position, encoding)`. */
function readWritten([data, second, third]: readonly unknown[]): { text: string; bytes: number } {
  if (typeof data === 'string') {
    const text = decodePrinted(data, typeof third === 'string' ? third : undefined)
    return { text, bytes: Buffer.byteLength(text) }
  }
  const { buffer, byteOffset, byteLength } = data as NodeJS.ArrayBufferView
  const options = (typeof second === 'object' && second !== null ? second : {}) as {
    offset?: number
    length?: number
  }
  const offset = (typeof second === 'number' ? second : options.offset) ?? 0
  const length = (typeof third === 'number' ? third : options.length) ?? byteLength - offset
  const part = Buffer.from(buffer, byteOffset + offset, Math.min(length, byteLength - offset))
  return { text: part.toString(), bytes: part.byteLength }
}

/** Reads what is written off the arguments, without the callback; and what Node would answer. */
type Write = (args: readonly unknown[]) => { text: string; result: unknown; extra?: unknown }

const writeOnce: Write = ([, ...rest]) => {
  const { text, bytes } = readWritten(rest)
  return { text, result: bytes, extra: rest[0] }
}

const writeVector: Write = ([, views]) => {
  const parts = views as readonly NodeJS.ArrayBufferView[]
  return {
    text: parts.map((part) => decodePrinted(part)).join(''),
    result: parts.reduce((sum, part) => sum + part.byteLength, 0),
    extra: views,
  }
}

const writeWhole: Write = ([, data, options]) => {
  const encoding = typeof options === 'string' ? options : undefined
  return { text: decodePrinted(data, encoding), result: undefined }
}

const WRITES: Readonly<Record<string, Write>> = {
  write: writeOnce,
  writev: writeVector,
  writeFile: writeWhole,
  appendFile: writeWhole,
}

function isData(data: unknown): boolean {
  return (
    typeof data === 'string' ||
    ArrayBuffer.isView(data) ||
    (Array.isArray(data) && data.every((each) => ArrayBuffer.isView(each)))
  )
}

/** @param answer gives what Node would, to a caller whose write has been taken */
function replaceWrite(
  key: string,
  write: Write,
  answer: (written: ReturnType<Write>, callback: unknown) => unknown,
): Surface[] {
  const native: unknown = Reflect.get(fs, key)
  if (typeof native !== 'function') return []
  const { standIn } = {
    standIn(this: unknown, ...args: unknown[]): unknown {
      const [target, data] = args
      const callback = args.at(-1)
      const isTaken = isOutput(target)
      const isKnown = isHeard() && (isTaken || typeof target === 'number') && isData(data)
      if (!isKnown) return Reflect.apply(native as Method, this, args)
      const written = write(typeof callback === 'function' ? args.slice(0, -1) : args)
      tellPrinted(written.text, !isTaken)
      return isTaken ? answer(written, callback) : Reflect.apply(native as Method, this, args)
    },
  }
  return [createSurface(fs, key, imitate(standIn, native))]
}

function stand(name: string, write: Write): Surface[] {
  const sync = replaceWrite(`${name}Sync`, write, ({ result }) => result)
  const byCallback = replaceWrite(name, write, ({ result, extra }, callback) => {
    if (typeof callback === 'function') nextTick(callback, null, result, extra)
  })
  return [...sync, ...byCallback]
}

/** The functions of `fs` that write, and what stands in for them where somebody listens. */
export const descriptorSurfaces: readonly Surface[] = Object.entries(WRITES).flatMap(
  ([name, write]) => stand(name, write),
)
