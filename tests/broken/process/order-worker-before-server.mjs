// Breaks PROC-07: requests that the server accepts while the worker drains cannot hand over their jobs.
import { closeAll, run } from './application/parts.mjs'

run(() => closeAll('scheduler', 'worker', 'server', 'pool'))
