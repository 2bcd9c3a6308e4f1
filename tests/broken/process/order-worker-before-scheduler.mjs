// Breaks PROC-02: the scheduler goes on to hand jobs to a worker that takes none any more.
import { closeAll, run } from './application/parts.mjs'

run(() => closeAll('server', 'worker', 'scheduler', 'pool'))
