/** Breaks LEAK-06: its status server is never closed. */
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'
import { IntervalManager } from '../bases/interval-manager.ts'

class PortLeft extends IntervalManager {
  readonly server = createServer((socket) => socket.end('up\n'))

  static async listen(probe: SubjectContext, intervalMs: number): Promise<PortLeft> {
    const manager = new PortLeft(probe, intervalMs)
    manager.server.listen(0, '127.0.0.1')
    await once(manager.server, 'listening')
    return manager.begin()
  }
}

export const subject: Subject<PortLeft> = {
  name: 'port-left',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => PortLeft.listen(probe, 1000),
}
