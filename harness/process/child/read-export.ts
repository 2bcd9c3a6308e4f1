import { type Subject, type SubjectContext, SubjectError } from '../../model/subject.ts'
import { verifySubject } from '../../rig/verify-subject.ts'

/** What a module gives to the probe. */
export type ProbedExport =
  | { kind: 'program' }
  | { kind: 'subject'; subject: Subject }
  | { kind: 'factory'; name: string; create: (probe: SubjectContext) => unknown }

/**
 * Finds out what a module is: a program, which exports nothing of use here, or the maker of a manager.
 *
 * @param wanted the name of the subject, where there are several
 * @throws {SubjectError} when the subject is none, or it is not clear which is meant
 */
export function readExport(
  exported: unknown,
  { subject: wanted }: { subject?: string },
): ProbedExport {
  if (typeof exported === 'function') {
    if (isClass(exported)) {
      throw new SubjectError(
        `Expected the default export to be a subject or a function that makes a manager, got the class ${exported.name}: write \`export default (probe) => new ${exported.name}(…)\``,
      )
    }
    const name = exported.name === 'default' ? '' : exported.name
    return { kind: 'factory', name, create: exported as (probe: SubjectContext) => unknown }
  }
  const candidates = Array.isArray(exported) ? (exported as unknown[]) : [exported]
  const subjects = candidates.filter(looksLikeSubject)
  if (subjects.length === 0) return { kind: 'program' }
  const chosen = wanted === undefined ? subjects : subjects.filter(({ name }) => name === wanted)
  const [first, ...others] = chosen
  if (first === undefined || others.length > 0) {
    const names = subjects.map(({ name }) => `\`${String(name)}\``).join(', ')
    throw new SubjectError(
      wanted === undefined
        ? `Expected one subject, got ${subjects.length}: say which one by its name: ${names}`
        : `Expected a subject with the name \`${wanted}\`, got ${names}`,
    )
  }
  return { kind: 'subject', subject: verifySubject(first) }
}

/** Enough to tell it from whatever else a program may export; what is wrong with it is told later. */
function looksLikeSubject(value: unknown): value is { name: unknown } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'create' in value &&
    ('ownership' in value || 'intervalMs' in value)
  )
}

function isClass(value: Function): boolean {
  return /^class\b/.test(Function.prototype.toString.call(value))
}
