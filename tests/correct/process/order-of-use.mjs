// A whole application, closed in the right order: who hands over work before who does it.
import { closeAll, run } from '../../broken/process/application/parts.mjs'

run(() => closeAll('server', 'scheduler', 'worker', 'pool'))
