// Breaks PROC-02: the pool is closed while the worker has jobs in flight.
import { closeAll, run } from './application/parts.mjs'

run(() => closeAll('server', 'scheduler', 'pool', 'worker'))
