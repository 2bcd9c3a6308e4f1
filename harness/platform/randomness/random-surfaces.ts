import crypto from 'node:crypto'
import process from 'node:process'
import { markWatching } from '../../stack/script-owner.ts'
import { imitate, type Method, type Surface } from '../patch.ts'
import type { SeededGenerator } from './seeded-generator.ts'

markWatching(import.meta.url)

let findGenerator: (() => SeededGenerator) | undefined

/** Makes the stand-ins take what they give from a generator, or, with `undefined`, from Node. */
export function setGenerator(find: (() => SeededGenerator) | undefined): void {
  findGenerator = find
}

/** What a function gives instead; `undefined` where the arguments are for Node to complain of. */
type Seeded = (
  find: () => SeededGenerator,
  args: readonly unknown[],
  self: unknown,
) => { readonly value: unknown } | undefined

const MAX_BYTES = 2 ** 31 - 1
const MAX_RANGE = 2 ** 48 - 1
/** More are refused by `getRandomValues()`. */
const QUOTA_BYTES = 65_536

const random: Seeded = (find) => ({ value: find().float() })

const randomBytes: Seeded = (find, [size]) => {
  if (!isWhole(size, 0, MAX_BYTES)) return undefined
  const bytes = Buffer.alloc(size)
  find().fill(bytes)
  return { value: bytes }
}

const randomInt: Seeded = (find, args) => {
  const [min, max] = args.length < 2 ? [0, args[0]] : args
  const isValid =
    Number.isSafeInteger(min) &&
    Number.isSafeInteger(max) &&
    isWhole((max as number) - (min as number), 1, MAX_RANGE)
  return isValid ? { value: find().int(min as number, max as number) } : undefined
}

const randomUUID: Seeded = (find, [options]) => {
  if (options !== undefined && (typeof options !== 'object' || options === null)) return undefined
  const bytes = Buffer.alloc(16)
  find().fill(bytes)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  const parts = [[0, 8], [8, 12], [12, 16], [16, 20], [20]] as const
  return { value: parts.map(([start, end]) => hex.slice(start, end)).join('-') }
}

const randomFill: Seeded = (find, [target, offset = 0, size]) => {
  const bytes = toBytes(target)
  if (bytes === undefined) return undefined
  const unit = (target as { BYTES_PER_ELEMENT?: number }).BYTES_PER_ELEMENT ?? 1
  const most = bytes.byteLength / unit
  if (!isWhole(offset, 0, most)) return undefined
  const length = size === undefined ? most - offset : size
  if (!isWhole(length, 0, most - offset)) return undefined
  find().fill(bytes.subarray(offset * unit, (offset + length) * unit))
  return { value: target }
}

const getRandomValues: Seeded = (find, [target]) => {
  const isInteger = ArrayBuffer.isView(target) && /^(Big)?U?[Ii]nt/.test(nameOf(target))
  const bytes = isInteger ? toBytes(target) : undefined
  if (bytes === undefined || bytes.byteLength > QUOTA_BYTES) return undefined
  find().fill(bytes)
  return { value: target }
}

function nameOf(target: object): string {
  return Object.prototype.toString.call(target).slice('[object '.length)
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most
}

function toBytes(target: unknown): Uint8Array | undefined {
  if (target instanceof ArrayBuffer) return new Uint8Array(target)
  if (!ArrayBuffer.isView(target)) return undefined
  return new Uint8Array(target.buffer, target.byteOffset, target.byteLength)
}

/** As `seeded`, and by callback where there is one: a tick later, as soon as anything can be. */
function orLater(seeded: Seeded): Seeded {
  return (find, args, self) => {
    const callback = args.at(-1)
    if (typeof callback !== 'function') return seeded(find, args, self)
    const result = seeded(find, args.slice(0, -1), self)
    if (result === undefined) return undefined
    process.nextTick(callback, null, result.value)
    return { value: undefined }
  }
}

/** A method of `crypto` that is called on something else is for Node to complain of. */
function onlyOn(holder: object, seeded: Seeded): Seeded {
  return (find, args, self) => (self === holder ? seeded(find, args, self) : undefined)
}

/** Everything that gives random numbers, and what stands in for it. */
const all: readonly RandomSurface[] = [
  ...createSurface(Math, 'random', random),
  ...createSurface(crypto, 'randomBytes', orLater(randomBytes)),
  ...createSurface(crypto, 'randomInt', orLater(randomInt)),
  ...createSurface(crypto, 'randomUUID', randomUUID),
  ...createSurface(crypto, 'randomFillSync', randomFill),
  ...createSurface(crypto, 'randomFill', orLater(randomFill)),
  ...findWebCryptos().flatMap(createWebSurfaces),
]

/** A function that gives random numbers. */
interface RandomSurface extends Surface {
  readonly native: unknown
}

/** What is to be replaced: what somebody has replaced by numbers of their own choice stays. */
export function findRandomSurfaces(): readonly Surface[] {
  return all.filter(({ target, key, descriptor, native }) => {
    const current: unknown = Reflect.get(target, key)
    return current === native || current === descriptor.value
  })
}

/** That of Node, and the global one, which an environment such as jsdom may have replaced. */
function findWebCryptos(): object[] {
  const { crypto: globalCrypto } = globalThis as { crypto?: object }
  const found = [crypto.webcrypto as object | undefined, globalCrypto]
  return [...new Set(found.filter((each) => each !== undefined))]
}

function createWebSurfaces(web: object): RandomSurface[] {
  const uuid = createSurface(web, 'randomUUID', onlyOn(web, randomUUID))
  return [...uuid, ...createSurface(web, 'getRandomValues', onlyOn(web, getRandomValues))]
}

function createSurface(holder: object, key: string, seeded: Seeded): RandomSurface[] {
  const target = findOwner(holder, key)
  const descriptor = target && Object.getOwnPropertyDescriptor(target, key)
  const native: unknown = descriptor?.value
  if (target === undefined || descriptor === undefined || typeof native !== 'function') return []
  const { standIn } = {
    standIn(this: unknown, ...args: unknown[]): unknown {
      const result = findGenerator && seeded(findGenerator, args, this)
      return result === undefined ? Reflect.apply(native as Method, this, args) : result.value
    },
  }
  imitate(standIn, native)
  return [{ target, key, native, descriptor: { ...descriptor, value: standIn } }]
}

/** The object that has a method itself: the prototype, where it is inherited. */
function findOwner(holder: object, key: string): object | undefined {
  let owner: object | null = holder
  while (owner !== null && !Object.hasOwn(owner, key)) owner = Reflect.getPrototypeOf(owner)
  return owner ?? undefined
}
