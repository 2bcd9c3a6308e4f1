import { generateKeyPairSync, sign } from 'node:crypto'
import net from 'node:net'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** What a TLS server shows, in PEM. */
export interface Certificate {
  readonly key: string
  readonly cert: string
}

const OIDS = {
  ecdsaWithSha256: [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02],
  commonName: [0x55, 0x04, 0x03],
  subjectAltName: [0x55, 0x1d, 0x11],
  basicConstraints: [0x55, 0x1d, 0x13],
}

/**
 * Creates a certificate for names and addresses, signed by itself: the hosts of a simulated network show
 * it. It is valid at all times of a virtual clock, since OpenSSL goes by real time.
 */
export function createCertificate(hosts: readonly string[]): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = sequence(identifier(OIDS.ecdsaWithSha256))
  const name = sequence(
    element(0x31, sequence(identifier(OIDS.commonName), element(0x0c, bytes('simulated network')))),
  )
  const validity = sequence(
    element(0x18, bytes('20000101000000Z')),
    element(0x18, bytes('20991231235959Z')),
  )
  const body = sequence(
    element(0xa0, element(0x02, Buffer.from([2]))),
    element(0x02, Buffer.from([1])),
    algorithm,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    element(0xa3, sequence(createNames(hosts), createConstraints())),
  )
  const signature = sign('sha256', body, privateKey)
  const whole = sequence(body, algorithm, element(0x03, Buffer.from([0]), signature))
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: toPem(whole),
  }
}

function createNames(hosts: readonly string[]): Buffer {
  const names = hosts.map((host) => {
    const address = toAddress(host)
    return address === undefined ? element(0x82, bytes(host)) : element(0x87, address)
  })
  return sequence(identifier(OIDS.subjectAltName), element(0x04, sequence(...names)))
}

/** It stands for its own authority. */
function createConstraints(): Buffer {
  const isAuthority = sequence(element(0x01, Buffer.from([0xff])))
  return sequence(identifier(OIDS.basicConstraints), element(0x04, isAuthority))
}

function toAddress(host: string): Buffer | undefined {
  if (net.isIPv4(host)) return Buffer.from(host.split('.').map(Number))
  // The only one of the other family that a network has by itself.
  if (host === '::1') return Buffer.alloc(16).fill(1, 15)
  return undefined
}

function bytes(text: string): Buffer {
  return Buffer.from(text, 'ascii')
}

function identifier(oid: readonly number[]): Buffer {
  return element(0x06, Buffer.from(oid))
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return element(0x30, ...parts)
}

/** One element of DER: its tag, its length, and what it holds. */
function element(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

function toPem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}
