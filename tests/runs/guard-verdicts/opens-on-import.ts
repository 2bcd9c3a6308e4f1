import { idle } from './idle.ts'

setInterval(idle, 1001)

export const stopped = setInterval(idle, 1002)
