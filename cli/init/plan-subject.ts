import { extname } from 'node:path'
import type { Candidate } from './find-candidates.ts'
import { type Surroundings, writeNumber } from './choose-value.ts'
import { Peers } from './answer-requests.ts'
import { type Carrier, isPlainlySync } from './find-carrier.ts'
import { findInterval } from './find-interval.ts'
import { findRole } from './name-roles.ts'
import { findReached } from './read-class.ts'
import { listLeaves, type Parameter } from './read-parameters.ts'
import { passesItem } from './plan-entry.ts'
import { planCreate } from './plan-create.ts'
import { readCandidate, type Reading } from './read-candidate.ts'
import { nameTask } from './task-names.ts'

/** The text of a subject, field by field. */
export interface SubjectPlan {
  readonly candidate: Candidate
  /** The name that the source is imported by. */
  readonly importedName: string
  /** Other names of the source that the subject uses. */
  readonly otherNames: readonly string[]
  readonly imports: readonly string[]
  /** Statements that stand before the subject. */
  readonly preludes: readonly string[]
  /** Key and value of each field, as they are written. */
  readonly fields: readonly (readonly [key: string, text: string])[]
}

/** Plans the subject of a candidate. */
export function planSubject(candidate: Candidate): SubjectPlan {
  const reading = readCandidate(candidate)
  const { file } = candidate
  const isTyped = /^\.[cm]?tsx?$/.test(extname(file.path))
  const all = [
    ...reading.parameters,
    ...(reading.start?.parameters ?? []),
    ...(reading.registration?.parameters ?? []),
  ]
  const intervalMs = findInterval(all, reading.bodies, file)
  const isSync = reading.carrier !== undefined && isPlainlySync(reading.carrier, file)
  const around: Surroundings = {
    file,
    carrier: reading.carrier,
    isSync,
    takesItem: passesItem(reading),
    intervalMs,
    isTyped,
    peers: new Peers({ file, bodies: reading.bodies, parameters: all, intervalMs }),
    variables: new Map(),
    imports: new Set(),
    preludes: new Set(),
  }
  const create = planCreate(reading, around)
  const network = around.peers.writeField()
  const fields: [string, string][] = [
    ['name', `'${nameTask(candidate.name)}'`],
    ['ownership', reading.methods.get('clone')?.access === 'public' ? "'shared'" : "'owned'"],
    ['intervalMs', writeNumber(reading.repeats ? intervalMs : Math.max(intervalMs, 1000))],
    ...(network === undefined ? [] : [network]),
    ['create', create.text],
    ...create.fields,
    ...(isGraceful(reading, all) ? [['profile', "'graceful'"] as [string, string]] : []),
    ...planCapabilities(
      reading,
      around,
      create.fields.some(([key]) => key === 'submit'),
    ),
  ]
  return {
    candidate,
    importedName:
      candidate.exported === 'default' ? candidate.name : (candidate.exported ?? candidate.name),
    otherNames: candidate.kind === 'pair' ? candidate.stops : [],
    imports: [...around.imports, ...around.peers.imports],
    preludes: [...around.preludes],
    fields,
  }
}

/** Neither a drop nor a logger: the pattern asks for nothing but the shutdown then. */
function isGraceful({ methods, candidate }: Reading, parameters: readonly Parameter[]): boolean {
  const hasDrop = methods.get('[Symbol.dispose]')?.access === 'public'
  const hasLogger = listLeaves(parameters).some((leaf) =>
    /^(?:logger|log|context)$/.test(findRole(leaf)),
  )
  const printed = /\bconsole\.(?:log|info|warn|error)\b/.test(candidate.file.textOf(candidate.node))
  return !hasDrop && !hasLogger && !printed
}

/** What the source plainly does by design: runs that nobody waits for, and a last one when it is stopped. */
function planCapabilities(
  reading: Reading,
  { isSync, takesItem }: Surroundings,
  hasSubmit: boolean,
): [string, string][] {
  const parts = isSync ? ["work: 'sync'"] : []
  // Items that were accepted wait; none may be skipped.
  if (hasSubmit) parts.push('backlog: true')
  if (reading.carrier !== undefined && isFlushedAtStop(reading, reading.carrier)) {
    parts.push(takesItem ? "finalRun: 'until-empty'" : 'finalRun: true')
  }
  return parts.length === 0 ? [] : [['capabilities', `{ ${parts.join(', ')} }`]]
}

/** Whether the stop calls the work. */
function isFlushedAtStop({ stop, methods }: Reading, { nodes }: Carrier): boolean {
  if (stop === undefined) return false
  const reached = [...findReached([stop.node], methods)].flatMap(
    (name) => methods.get(name)?.node ?? [],
  )
  return nodes.some((node) =>
    [stop.node, ...reached].some((area) => area.start <= node.start && node.end <= area.end),
  )
}
