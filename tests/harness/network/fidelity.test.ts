import { describe, expect, test } from 'vitest'
import { runVirtual } from '../../../harness/virtual-run/run-virtual.ts'
import { dgramScenarios } from './fidelity/dgram-scenarios.ts'
import { httpScenarios } from './fidelity/http-scenarios.ts'
import { play } from './fidelity/scene.ts'
import { socketScenarios } from './fidelity/socket-scenarios.ts'
import { tlsScenarios } from './fidelity/tls-scenarios.ts'

// Each side of a connection is told the same, in the same order, by the simulated network and by the
// loopback of this machine.
describe.each([
  ['sockets', socketScenarios],
  ['http', httpScenarios],
  ['tls', tlsScenarios],
  ['dgram', dgramScenarios],
])('%s', (_kind, scenarios) => {
  test.for(Object.keys(scenarios))('%s', async (name) => {
    const scenario = scenarios[name] ?? (() => Promise.reject(new Error(name)))
    const real = await play(scenario)
    const simulated = await runVirtual(() => play(scenario), { network: {} })
    expect(simulated).toEqual(real)
    expect(Object.values(real).flat().length).toBeGreaterThan(0)
  })
})

test('there are at least thirty of them', () => {
  const scenarios = { ...socketScenarios, ...httpScenarios }
  expect(Object.keys(scenarios).length).toBeGreaterThanOrEqual(30)
})
