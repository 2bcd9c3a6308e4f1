import { expect, test } from 'vitest'
import { tcpSocketType } from '../../../harness/handles/kinds/network-types.ts'

const OWNER = Symbol('owner_symbol')

test.each([
  ['connected', { fd: 12 }, true],
  ['made and never dialled', { fd: -1 }, false],
  ['made, and its host is being looked up', { fd: -1, [OWNER]: { connecting: true } }, true],
  ['made and destroyed', { fd: -1, [OWNER]: { connecting: false, destroyed: true } }, false],
])('a socket that is %s', (_, handle, isOpen) => {
  expect(tcpSocketType.isOpen({ hasRef: () => true, ...handle })).toBe(isOpen)
})

test('says to wait for a socket that was destroyed, not to destroy it', () => {
  const handle = { fd: 12, hasRef: () => true, [OWNER]: { destroyed: true } }
  expect(tcpSocketType.remedy(handle)).toBe("await once(socket, 'close')")
})
