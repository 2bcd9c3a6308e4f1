import { inspect } from 'node:util'
import type { RuleNote } from '../model/report.ts'
import type { Subject, SubjectCapabilities } from '../model/subject.ts'

/** What a rule that holds adds to its pass where it has seen that a capability of the subject is needless. */
export function tellNeedless(
  { capabilities = {} }: Pick<Subject, 'capabilities'>,
  name: keyof SubjectCapabilities,
  observed: string,
): RuleNote {
  return {
    needlessDeclaration: name,
    message: `\`${name}: ${inspect(capabilities[name])}\` is declared, but ${observed}: remove it`,
  }
}
