import { childrenOf, nameOf } from './syntax.ts'
import { chooseArguments, type Surroundings } from './choose-value.ts'
import { findRole } from './name-roles.ts'
import { listLeaves, readParameters } from './read-parameters.ts'
import type { Reading } from './read-candidate.ts'
import { isClass } from './read-class.ts'
import { writeCall } from './write-value.ts'

/** How work is brought to a task that does not find it by itself. */
export interface EntryPlan {
  /** `trigger` or `submit`, as it is written. */
  readonly field: [key: string, text: string] | undefined
  /** What the subject has to keep beside the manager, by name. */
  readonly held: readonly string[]
}

const NOTHING: EntryPlan = { field: undefined, held: [] }

/** Plans the `trigger` or the `submit` of a subject, where it needs one. */
export function planEntry(reading: Reading, handle: string, around: Surroundings): EntryPlan {
  const { entry, carrier, candidate } = reading
  const { file, isTyped } = around
  if (entry === undefined) return reading.repeats ? NOTHING : planEmission(reading)
  const parameters = readParameters({ file, owner: entry.node, bodies: reading.bodies })
  const first = parameters.find((parameter) => !parameter.isOptional)
  if (first !== undefined && carrier === undefined && findRole(first) === 'work') {
    // The job itself is handed over: the work is what it does.
    const job = returnsPromise(first.shape) ? 'async ' : ''
    const call = `${handle}.${entry.name}(${job}() => work(undefined, item))`
    return { field: ['submit', `({ ${handle}, work }, item) => ${call}`], held: ['work'] }
  }
  if (around.takesItem) {
    const isGeneric = isClass(candidate.node) && candidate.node.typeParameters != null
    const isOpen = !isTyped || isGeneric || first?.shape.kind === 'unknown'
    return {
      field: ['submit', `(m, item) => m.${entry.name}(${isOpen ? 'item' : 'item as never'})`],
      held: [],
    }
  }
  // A task that finds its work by itself needs nobody to bring it.
  if (reading.repeats) return NOTHING
  const call = writeCall(
    `m.${entry.name}`,
    chooseArguments(parameters, around),
    '  ',
    '  trigger: (m) => '.length,
  )
  return { field: ['trigger', `(m) => ${call}`], held: [] }
}

/** Whether the work is handed what the entry took. */
export function passesItem({ entry, carrier, bodies, candidate }: Reading): boolean {
  if (entry === undefined || (carrier?.kind !== 'function' && carrier?.kind !== 'method'))
    return false
  const taken = readParameters({ file: candidate.file, owner: entry.node, bodies })
  if (taken.length === 0 || taken.filter(({ isOptional }) => !isOptional).length > 1) return false
  const { shape, uses } = carrier.parameter
  const isTyped = shape.kind === 'function' && shape.parameters.length > 0
  return isTyped
    ? shape.parameters.some(({ name }) => !isSignal(name))
    : uses.calls.some((call) =>
        childrenOf(call, 'arguments').some((given) => !isSignal(nameOf(given))),
      )
}

function isSignal(name: string | undefined): boolean {
  return /signal$/i.test(name ?? '')
}

function returnsPromise(shape: { kind: string; returns?: { kind: string } }): boolean {
  return shape.returns?.kind === 'promise'
}

/** Where it listens to an emitter that it is given, the emitter brings the work. */
function planEmission({ parameters, start }: Reading): EntryPlan {
  const emitter = listLeaves([...parameters, ...(start?.parameters ?? [])]).find(
    (leaf) => findRole(leaf) === 'emitter',
  )
  if (emitter === undefined) return NOTHING
  const calls = ['on', 'addListener', 'once'].flatMap((name) => emitter.uses.member(name).calls)
  const event = calls
    .map((call) => nameOf(childrenOf(call, 'arguments')[0]))
    .find((name) => name !== undefined)
  if (event === undefined) return NOTHING
  return {
    field: ['trigger', `({ ${emitter.name} }) => ${emitter.name}.emit('${event}')`],
    held: [emitter.name],
  }
}
