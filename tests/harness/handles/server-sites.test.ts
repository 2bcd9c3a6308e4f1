import { describe, expect, test } from 'vitest'
import { ServerSites } from '../../../harness/handles/server-sites.ts'
import { tcpSocketType } from '../../../harness/handles/kinds/network-types.ts'

const site = new Error('server')

/** Notes servers, as many as it takes for closed ones to be given up. */
function noteMany(sites: ServerSites, type: { isOpen: () => boolean }): object[] {
  const servers = Array.from({ length: 200 }, () => ({}))
  for (const [index, resource] of servers.entries())
    sites.noteServer(1000 + index, { type: { ...tcpSocketType, ...type }, resource, site })
  return servers
}

describe('ServerSites', () => {
  test('knows who accepted a connection, also when the server is given up later', () => {
    const sites = new ServerSites()
    const connection = {}
    sites.noteServer(7, {
      type: { ...tcpSocketType, isOpen: () => false },
      resource: {},
      site,
    })
    sites.noteConnection(7, connection)
    noteMany(sites, { isOpen: () => false })
    expect(sites.find(connection)).toBe(site)
    const late = {}
    sites.noteConnection(7, late)
    expect(sites.find(late)).toBeUndefined()
  })

  test('gives up no server that is open, however many there are', () => {
    const sites = new ServerSites()
    const servers = noteMany(sites, { isOpen: () => true })
    const connection = {}
    sites.noteConnection(1000, connection)
    expect(sites.find(connection)).toBe(site)
    expect(servers).toHaveLength(200)
  })
})
