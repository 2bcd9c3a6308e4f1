/**
 * @touches the classes behind sessions and streams of `node:http2`, which are not exported: their
 * `setTimeout()`
 * @test a session on an unconnected stream, and one of its streams, have the method
 * @fallback timeouts of HTTP/2 sessions and streams are real
 */
import http2 from 'node:http2'
import { Duplex } from 'node:stream'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

let found: readonly object[] | undefined

/** The prototypes of what times out in HTTP/2. */
export function findHttp2Prototypes(): readonly object[] {
  found ??= find()
  return found
}

function find(): readonly object[] {
  const nowhere = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() })
  try {
    const session = http2.connect('http://localhost', {
      createConnection: () => nowhere,
    })
    session.on('error', () => {})
    const stream = session.request()
    stream.on('error', () => {})
    const prototypes = [session, stream].flatMap((object) => findHolder(object) ?? [])
    session.destroy()
    return prototypes
  } catch {
    return []
  }
}

function findHolder(object: object): object | undefined {
  let holder: object | null = object
  while (holder !== null && !Object.hasOwn(holder, 'setTimeout'))
    holder = Reflect.getPrototypeOf(holder)
  return holder ?? undefined
}
