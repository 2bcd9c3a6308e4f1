import { expect, test } from 'vitest'
import { explore } from 'vitest-shutdown'
import { poller } from './poller.ts'

test('the hooks of the guard are no reason for a note', async () => {
  const { verdict, notes } = await explore(poller, { operations: [['shutdown']] })
  expect({ verdict, notes }).toEqual({ verdict: 'holds', notes: [] })
})
