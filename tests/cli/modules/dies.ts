import type { SubjectContext } from '../../../harness/model/subject.ts'
import { createHeartbeat } from './heartbeat.ts'

const kill = process.kill.bind(process)

/** Takes the process along when it is dropped for the second time. */
export default {
  name: 'Lemming',
  ownership: 'owned',
  intervalMs: 1000,
  create(probe: SubjectContext) {
    const manager = createHeartbeat(probe)
    let drops = 0
    return {
      ...manager,
      [Symbol.dispose]() {
        drops += 1
        if (drops === 2) kill(process.pid, 'SIGKILL')
        manager[Symbol.dispose]()
      },
    }
  },
}
