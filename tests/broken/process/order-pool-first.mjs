// Breaks PROC-02 and PROC-07: the pool is closed first, and all who use it fail.
import { closeAll, run } from './application/parts.mjs'

run(() => closeAll('pool', 'server', 'scheduler', 'worker'))
