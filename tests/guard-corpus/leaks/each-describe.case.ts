// @case {"leaks":[{"test":"protocol tcp > connects","kind":"server"},{"test":"protocol tls > connects","kind":"server"}],"note":"the same line leaks in two rows of describe.each: two tests, not one leak"}
import { createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

describe.each(['tcp', 'udp', 'tls'])('protocol %s', (protocol) => {
  test('connects', async () => {
    const server = createServer()
    server.listen(0) // <- leak
    const port = await portOf(server)
    if (protocol === 'udp') server.close()
    expect(port).toBeGreaterThan(0)
  })
})
