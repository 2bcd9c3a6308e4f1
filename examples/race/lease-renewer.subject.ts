import { defineSubject } from 'vitest-shutdown'
import { LeaseRenewer } from './lease-renewer.ts'

export default defineSubject({
  name: 'LeaseRenewer',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work, logger }) => new LeaseRenewer({ renew: work, intervalMs: 1000, logger }),
})
