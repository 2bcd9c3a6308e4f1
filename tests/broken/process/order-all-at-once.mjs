// Breaks PROC-02 and PROC-07: all close at the same time, so the pool is gone before its users are.
import { closeAll, run } from './application/parts.mjs'

run(() => Promise.all(['server', 'scheduler', 'worker', 'pool'].map((name) => closeAll(name))))
