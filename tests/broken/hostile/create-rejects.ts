/** Cannot be created, and says so later. */
import type { Subject } from '../../../harness/model/subject.ts'

export const subject: Subject<never> = {
  name: 'create-rejects',
  ownership: 'owned',
  intervalMs: 1000,
  create: () => Promise.reject(new Error('no database to connect to')),
}
