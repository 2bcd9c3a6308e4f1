import { describe, expect, test } from 'vitest'
import { checkConformance } from '../../../harness/check/check-conformance.ts'
import { SubjectError } from '../../../harness/model/subject.ts'

const valid = { name: 'Heartbeat', ownership: 'owned', intervalMs: 1000, create: () => ({}) }

const malformed: [string, unknown, string][] = [
  [
    'names a host by its URL with a path',
    { ...valid, network: { 'http://api.test/jobs': () => new Response() } },
    "Subject Heartbeat: Expected \"http://api.test/jobs\" in `network` to name a host. Write 'api.test' for http and https, 'redis.test:6379' for raw connections, 'http://api.test:8080' for http on another port, or 'unix:/run/app.sock'.",
  ],
  [
    'names a host and nobody who answers',
    { ...valid, network: { 'api.test': 200 } },
    "Subject Heartbeat: Expected `network['api.test']` to be a function, got 200. Write (request) => new Response(…), or (socket) => … for a host with a port.",
  ],
  [
    'has a network that is none',
    { ...valid, network: 'fake' },
    "Subject Heartbeat: Expected `network` to be an object with a handler for each host, got \"fake\". Write { 'api.test': (request) => new Response('ok') }.",
  ],
  [
    'has a network in memory and a real clock',
    { ...valid, clock: 'real', network: {} },
    "Expected subject Heartbeat to have `network` or `clock: 'real'`, got both: a network in memory needs virtual time. Remove one of them",
  ],
  [
    'has both a trigger and a submit',
    { ...valid, trigger: () => {}, submit: () => {} },
    'Expected subject Heartbeat to have `trigger` or `submit`, got both: keep `submit` if the manager accepts items, `trigger` if it reacts to events',
  ],
  [
    'has a profile of its own',
    { ...valid, profile: 'soft' },
    "Expected `profile` of subject Heartbeat to be 'full' or 'graceful', got 'soft' (string)",
  ],
  [
    'has an unknown capability',
    { ...valid, capabilities: { backofMs: 5 } },
    'Unknown key `backofMs` in capabilities of subject Heartbeat; did you mean `backoffMs`? Known are work, concurrency, finalRun, backlog, backoffMs, runLimitMs, gc',
  ],
  [
    'has a concurrency of 0',
    { ...valid, capabilities: { concurrency: 0 } },
    'Expected `capabilities.concurrency` of subject Heartbeat to be a whole number of runs >= 1, got 0 (number)',
  ],
  [
    'has a kind of work of its own',
    { ...valid, capabilities: { work: 'serial' } },
    "Expected `capabilities.work` of subject Heartbeat to be 'async' or 'sync', got 'serial' (string)",
  ],
  [
    'has a negative limit of a run',
    { ...valid, capabilities: { runLimitMs: -1 } },
    'Expected `capabilities.runLimitMs` of subject Heartbeat to be a finite number of milliseconds > 0, got -1 (number)',
  ],
  [
    'has a final run of its own',
    { ...valid, capabilities: { finalRun: 'always' } },
    "Expected `capabilities.finalRun` of subject Heartbeat to be a boolean or 'until-empty', got 'always' (string)",
  ],
  [
    'waives an unknown area',
    { ...valid, waive: { DROPS: 'it has none' } },
    'Unknown area DROPS in `waive` of subject Heartbeat; did you mean `DROP`? Known are KIT, STOP, DROP, CLONE, WORK, TIME, CLEAN, STATE, START, ITEM, NEED, NET, LOG, LEAK, PROC, EXPLORE',
  ],
  [
    'is no object',
    42,
    'Expected a subject, an object with `name`, `ownership`, `intervalMs` and `create`, got 42 (number)',
  ],
  [
    'is an array',
    [],
    'Expected a subject, an object with `name`, `ownership`, `intervalMs` and `create`, got [] (array)',
  ],
  [
    'has no name',
    { ...valid, name: undefined },
    'Expected `name` of the subject to be a non-empty string, got undefined',
  ],
  [
    'has a blank name',
    { ...valid, name: ' ' },
    "Expected `name` of the subject to be a non-empty string, got ' ' (string)",
  ],
  [
    'has an ownership of its own',
    { ...valid, ownership: 'borrowed' },
    "Expected `ownership` of subject Heartbeat to be 'owned' or 'shared', got 'borrowed' (string)",
  ],
  [
    'has an interval of 0',
    { ...valid, intervalMs: 0 },
    'Expected `intervalMs` of subject Heartbeat to be a finite number of milliseconds > 0, got 0 (number)',
  ],
  [
    'has an interval that is not a number',
    { ...valid, intervalMs: Number.NaN },
    'Expected `intervalMs` of subject Heartbeat to be a finite number of milliseconds > 0, got NaN (number)',
  ],
  [
    'has a negative interval',
    { ...valid, intervalMs: -1 },
    'Expected `intervalMs` of subject Heartbeat to be a finite number of milliseconds > 0, got -1 (number)',
  ],
  [
    'has a clock of its own',
    { ...valid, clock: 'wall' },
    "Expected `clock` of subject Heartbeat to be 'virtual' or 'real', got 'wall' (string)",
  ],
  [
    'has no create',
    { ...valid, create: undefined },
    'Expected `create` of subject Heartbeat to be a function, got undefined',
  ],
  [
    'has a drop that is no function',
    { ...valid, drop: 'stop' },
    "Expected `drop` of subject Heartbeat to be a function, got 'stop' (string)",
  ],
  [
    'has a misspelt key',
    { ...valid, shutdwon: () => {} },
    'Unknown key `shutdwon` in subject Heartbeat; did you mean `shutdown`? Known are name, ownership, intervalMs, clock, network, create, start, trigger, submit, restart, shutdown, drop, clone, shutdownWithin, shutdownWith, profile, capabilities, waive',
  ],
  [
    'has a key that is like none',
    { ...valid, colour: 'red' },
    'Unknown key `colour` in subject Heartbeat; known are name, ownership, intervalMs, clock, network, create, start, trigger, submit, restart, shutdown, drop, clone, shutdownWithin, shutdownWith, profile, capabilities, waive',
  ],
  [
    'has a misspelt capability',
    { ...valid, capabilities: { finalrun: true } },
    'Unknown key `finalrun` in capabilities of subject Heartbeat; did you mean `finalRun`? Known are work, concurrency, finalRun, backlog, backoffMs, runLimitMs, gc',
  ],
  [
    'has a capability that is no boolean',
    { ...valid, capabilities: { gc: 'yes' } },
    "Expected `capabilities.gc` of subject Heartbeat to be a boolean, got 'yes' (string)",
  ],
  [
    'waives an unknown rule',
    { ...valid, waive: { 'STOP-99': 'because' } },
    'Unknown rule STOP-99 in `waive` of subject Heartbeat; did you mean `STOP-09`?',
  ],
  [
    'waives a rule without a reason',
    { ...valid, waive: { 'STOP-08': '' } },
    "Expected `waive['STOP-08']` of subject Heartbeat to be the reason, a non-empty string, got '' (string)",
  ],
]

describe('checkConformance() of something that', () => {
  test.for(malformed)('%s rejects', async ([, subject, message]) => {
    await expect(checkConformance(subject)).rejects.toThrow(new SubjectError(message))
  })
})
