// @case {"note":"small jobs of the thread pool that nobody awaits"}
import { generateKeyPair, hkdf, pbkdf2, randomBytes, scrypt, webcrypto } from 'node:crypto'
import { promisify } from 'node:util'
import { deflate, gzip, inflate } from 'node:zlib'
import { expect, test } from 'vitest'

test('starts them and goes', () => {
  gzip('hello', () => {})
  deflate('hello', (_error, packed) => inflate(packed, () => {}))
  randomBytes(16, () => {})
  pbkdf2('secret', 'salt', 100, 16, 'sha256', () => {})
  hkdf('sha256', 'key', 'salt', 'info', 16, () => {})
  scrypt('secret', 'salt', 16, { N: 16 }, () => {})
  generateKeyPair('ed25519', {}, () => {})
  void webcrypto.subtle.digest('SHA-256', Buffer.from('hello'))
  expect(1).toBe(1)
})

test('awaits one', async () => {
  expect((await promisify(gzip)('hello')).length).toBeGreaterThan(0)
})
