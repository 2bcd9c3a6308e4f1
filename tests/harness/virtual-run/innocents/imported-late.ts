import { setTimeout as sleep } from 'node:timers/promises'

export const late: string = await sleep(1000, 'late')
