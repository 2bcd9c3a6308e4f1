import { defineSubject } from 'vitest-shutdown'
import { MendedLeaseRenewer } from './mended-lease-renewer.ts'

export default defineSubject({
  name: 'MendedLeaseRenewer',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work, logger }) => new MendedLeaseRenewer({ renew: work, intervalMs: 1000, logger }),
})
