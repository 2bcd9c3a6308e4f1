import { createHash, generateKeyPair, pbkdf2, randomBytes, scrypt, webcrypto } from 'node:crypto'
import { lookup, promises as dns } from 'node:dns'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gzip, gunzip, brotliCompress } from 'node:zlib'
import { beats } from './beats.ts'
import { createLargeModule, smallModule, webAssembly } from './large-module.ts'
import type { Innocent } from './innocent.ts'

/** What runs in threads of Node and of the engine. */
export const pool: readonly Innocent[] = [
  {
    name: 'gzip of 2 MB against a fake timeout of 30 s',
    body: () => beats(promisify(gzip)(randomBytes(2_000_000))),
    expected: 'work',
  },
  {
    name: 'gzip and gunzip',
    body: () => beats((async () => promisify(gunzip)(await promisify(gzip)('text')))(), String),
    expected: 'text',
  },
  {
    name: 'brotli',
    body: () => beats(promisify(brotliCompress)(randomBytes(100_000))),
    expected: 'work',
  },
  {
    name: 'pbkdf2',
    body: () => beats(promisify(pbkdf2)('a', 'b', 200_000, 32, 'sha256')),
    expected: 'work',
  },
  { name: 'scrypt', body: () => beats(promisify(scrypt)('a', 'b', 32)), expected: 'work' },
  { name: 'randomBytes', body: () => beats(promisify(randomBytes)(1_000_000)), expected: 'work' },
  {
    name: 'a key pair',
    body: () => beats(promisify(generateKeyPair)('rsa', { modulusLength: 1024 })),
    expected: 'work',
  },
  {
    name: 'subtle',
    body: () => beats(webcrypto.subtle.digest('SHA-256', randomBytes(2_000_000))),
    expected: 'work',
  },
  {
    name: 'subtle, several steps',
    body: () =>
      beats(
        (async () => {
          const key = await webcrypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, [
            'encrypt',
          ])
          return webcrypto.subtle.exportKey('raw', key)
        })(),
      ),
    expected: 'work',
  },
  {
    name: 'synchronous crypto before a sleep',
    body: async () => {
      randomBytes(8)
      createHash('sha256').update('a').digest()
      await sleep(10)
      return 'done'
    },
    expected: 'done',
  },
  { name: 'dns.lookup', body: () => beats(promisify(lookup)('localhost')), expected: 'work' },
  { name: 'dns.promises.lookup', body: () => beats(dns.lookup('localhost')), expected: 'work' },
  {
    name: 'WebAssembly.compile',
    body: () => beats(webAssembly.compile(smallModule)),
    expected: 'work',
  },
  {
    name: 'WebAssembly.instantiate',
    body: () => beats(webAssembly.instantiate(smallModule)),
    expected: 'work',
  },
  {
    name: 'a large WebAssembly module',
    body: () => beats(webAssembly.compile(createLargeModule())),
    expected: 'work',
  },
  {
    name: 'structuredClone of a buffer, a blob',
    body: () => beats(new Blob([randomBytes(200_000)]).arrayBuffer()),
    expected: 'work',
  },
  {
    name: 'the text of a response',
    body: () => beats(new Response('text').text(), (text) => text),
    expected: 'text',
  },
]
