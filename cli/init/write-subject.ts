import type { ModuleStyle } from './module-style.ts'
import type { SubjectPlan } from './plan-subject.ts'

/** Writes the module with the subjects of one file. */
export function writeSubjectModule(plans: readonly SubjectPlan[], style: ModuleStyle): string {
  const isSingle = plans.length === 1
  const subjects = plans.map((plan) => writeSubject(plan))
  const body = isSingle
    ? `export default ${subjects[0]}`
    : `export default [\n${subjects.map((subject) => indent(`${subject},`)).join('\n')}\n]`
  const imports = [
    ...new Set(plans.flatMap((plan) => plan.imports)),
    "import { defineSubject } from 'vitest-shutdown'",
    writeSourceImport(plans, style.sourceSpecifier),
  ]
  const preludes = [...new Set(plans.flatMap((plan) => plan.preludes))]
  return [imports.join('\n'), ...preludes, `${body}\n`].join('\n\n')
}

/** Writes the test of these subjects. */
export function writeTest(plans: readonly SubjectPlan[], style: ModuleStyle): string {
  const isSingle = plans.length === 1
  const [name, call] = isSingle
    ? ['subject', 'describeConformance(subject)']
    : ['subjects', 'for (const subject of subjects) describeConformance(subject)']
  return `import { describeConformance } from 'vitest-shutdown'
import ${name} from '${style.subjectSpecifier}'

${call}
`
}

function writeSubject({ fields }: SubjectPlan): string {
  const lines = fields.map(([key, text]) => {
    // A mark stands behind the comma.
    const mark = /, (\/\/ TODO: .*)$/.exec(text)
    return mark === null
      ? `  ${key}: ${text},`
      : `  ${key}: ${text.slice(0, mark.index)}, ${mark[1]}`
  })
  return `defineSubject({\n${lines.join('\n')}\n})`
}

function writeSourceImport(plans: readonly SubjectPlan[], specifier: string): string {
  const byDefault = plans.find(({ candidate }) => candidate.exported === 'default')
  const named = plans.flatMap((plan) => {
    if (plan === byDefault) return plan.otherNames
    const { name } = plan.candidate
    return [
      plan.importedName === name ? name : `${plan.importedName} as ${name}`,
      ...plan.otherNames,
    ]
  })
  const parts = [
    ...(byDefault === undefined ? [] : [byDefault.candidate.name]),
    ...(named.length === 0 ? [] : [`{ ${[...new Set(named)].join(', ')} }`]),
  ]
  return `import ${parts.join(', ')} from '${specifier}'`
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ')
}
