// Bodies that seem to have nothing left to do, and go on all the same: none may be called a deadlock.
import { describe, expect, test } from 'vitest'
import { runVirtual } from '../../../harness/virtual-run/run-virtual.ts'
import { before } from './innocents/before.ts'
import { files } from './innocents/files.ts'
import { jobs } from './innocents/jobs.ts'
import { network } from './innocents/network.ts'
import { pool } from './innocents/pool.ts'
import { processes } from './innocents/processes.ts'
import { runner } from './innocents/runner.ts'
import { threads } from './innocents/threads.ts'
import { timers } from './innocents/timers.ts'

const innocents = { jobs, timers, runner, before, files, pool, processes, threads, network }

describe.for(Object.entries(innocents))('runVirtual() waits: %s', ([, cases]) => {
  test.for([...cases])('$name', async ({ before: prepare, body, expected, after }) => {
    await prepare?.()
    try {
      await expect(runVirtual(body)).resolves.toEqual(expected)
    } finally {
      await after?.()
    }
  })
})
