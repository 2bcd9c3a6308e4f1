/** Says why a module is no source of subjects, in words for its author. */
export class ModuleError extends Error {
  override name = 'ModuleError'
}

/** What a module exports. */
export interface FoundSubjects {
  readonly subjects: unknown[]
  /** Whether they are in an array. */
  readonly isList: boolean
}

/**
 * Returns the subjects that a module default-exports: one, or an array of them.
 *
 * @throws {ModuleError} when there is no default export, or it is an empty array.
 */
export function findSubjects(namespace: Readonly<Record<string, unknown>>): FoundSubjects {
  const exported = unwrapDefault(namespace)
  if (exported === undefined) {
    throw new ModuleError(`Expected a default export, got ${listExports(namespace)}. ${REMEDY}`)
  }
  if (!Array.isArray(exported)) return { subjects: [exported], isList: false }
  if (exported.length > 0) return { subjects: exported, isList: true }
  throw new ModuleError(
    `Expected the default export to hold a subject, got an empty array. ${REMEDY}`,
  )
}

const REMEDY =
  'Write `export default { name, ownership, intervalMs, create }`, or an array of such subjects.'

/** CommonJS that was compiled from an ES module carries its default export one level down. */
function unwrapDefault(namespace: Readonly<Record<string, unknown>>): unknown {
  const exported = namespace.default
  const isNested =
    typeof exported === 'object' &&
    exported !== null &&
    '__esModule' in exported &&
    'default' in exported
  return isNested ? exported.default : exported
}

function listExports(namespace: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(namespace)
    .filter((name) => name !== 'default' && name !== '__esModule')
    .toSorted()
  if ('default' in namespace) return '`undefined`'
  if (names.length === 0) return 'a module without exports'
  return `the named ${names.length === 1 ? 'export' : 'exports'} ${names.map((name) => `\`${name}\``).join(', ')}`
}
