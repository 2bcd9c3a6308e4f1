import { childOf, childrenOf, nameOf } from './syntax.ts'
import type { Surroundings } from './choose-value.ts'
import { isEndlessMethod, type Reading } from './read-candidate.ts'
import type { Method } from './read-class.ts'
import { planEntry } from './plan-entry.ts'

/** Plans what starts it, stops it and what brings work, as far as the defaults do not cover them. */
export function planControls(
  reading: Reading,
  { handle, held, around }: { handle: string; held: readonly string[]; around: Surroundings },
): [string, string][] {
  const { start, stop, candidate } = reading
  const fields: [string, string][] = []
  const m = held.length > 0 ? handle : 'm'
  const parameter = held.length > 0 ? `({ ${handle} })` : '(m)'
  if (start !== undefined && start.parameters.every(({ isOptional }) => isOptional)) {
    const call = `${m}.${start.method.name}()`
    fields.push([
      'start',
      isEndlessMethod(start.method) ? `${parameter} => void ${call}` : `${parameter} => ${call}`,
    ])
  }
  const entry = planEntry(reading, handle, around)
  if (entry.field !== undefined) fields.push(entry.field)
  if (candidate.kind === 'pair' || candidate.stops[0] === 'signal') return fields
  if (candidate.stops[0] === '()') return [...fields, ['shutdown', 'async (stop) => stop()']]
  if (stop === undefined)
    return [
      ...fields,
      ['shutdown', 'async () => {}, // TODO: stop it; the source has nothing that does'],
    ]
  const isDefault = held.length === 0 && /^(?:shutdown|\[Symbol\.asyncDispose\])$/.test(stop.name)
  return isDefault ? fields : [...fields, ['shutdown', writeStop(stop, m, parameter)]]
}

function writeStop(stop: Method, m: string, parameter: string): string {
  const access = stop.name.startsWith('[') ? `${m}${stop.name}` : `${m}.${stop.name}`
  const [first] = childrenOf(stop.node, 'params')
  const name = nameOf(first) ?? nameOf(childOf(first, 'left')) ?? ''
  // The way of Node: it calls back when it is over.
  if (/^(?:cb|callback|done|fn|next|resolve)$/.test(name) && !stop.isAsync) {
    return `${parameter} => new Promise((resolve) => ${access}(resolve))`
  }
  return `${stop.isAsync ? '' : 'async '}${parameter} => ${access}()`
}
