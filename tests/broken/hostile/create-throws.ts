/** Cannot be created. */
import type { Subject } from '../../../harness/model/subject.ts'

export const subject: Subject<never> = {
  name: 'create-throws',
  ownership: 'owned',
  intervalMs: 1000,
  create() {
    throw new Error('no database to connect to')
  },
}
