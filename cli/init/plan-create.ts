import { ANSWER, countRequests, KEEP_FETCH } from './answer-requests.ts'
import { chooseArguments, type Surroundings } from './choose-value.ts'
import { isEndlessMethod, type Reading } from './read-candidate.ts'
import { isClass, type Method, returnsPromise } from './read-class.ts'
import type { Parameter } from './read-parameters.ts'
import { planControls } from './plan-controls.ts'
import { planEntry } from './plan-entry.ts'
import { nameHandle } from './task-names.ts'
import { type Value, writeCall } from './write-value.ts'

/** Plans what `create` says, and the fields that follow from it. */
export function planCreate(
  reading: Reading,
  around: Surroundings,
): { text: string; fields: [string, string][] } {
  const { candidate, carrier, start, registration } = reading
  const handle = nameHandle(candidate.name)
  const before: string[] = []
  const after: string[] = []
  let callee = isClass(candidate.node) ? `new ${candidate.name}` : candidate.name
  if (reading.factory !== undefined) callee = `${candidate.name}.${reading.factory.name}`
  if (carrier?.kind === 'override') {
    before.push(...writeSubclass(candidate.name, carrier.method, around.isTyped))
    callee = `new Observed${candidate.name}`
  }
  const entry = planEntry(reading, handle, around)
  const held = [...entry.held]
  const given = chooseArguments(reading.parameters, around)
  const { areKnown, makesRequests } = around.peers
  if (carrier?.kind === 'fetch' && carrier.parameter === undefined) {
    before.push(...countRequests(areKnown))
    if (areKnown) around.preludes.add(KEEP_FETCH)
  } else if (makesRequests && !areKnown) before.push(ANSWER)
  if (carrier === undefined && !held.includes('work')) {
    before.push('// TODO: call `work()` for each run: the source does not show what a run is')
  }
  if (carrier?.kind === 'event') {
    const method = reading.base?.endsWith('EventTarget') === true ? 'addEventListener' : 'on'
    after.push(`${handle}.${method}('${carrier.event}', () => void work())`)
  }
  for (const step of [
    registration,
    start === undefined || start.parameters.every(isSpare) ? undefined : start,
  ]) {
    if (step === undefined) continue
    const call = writeCall(
      `${handle}.${step.method.name}`,
      chooseArguments(step.parameters, around),
      '    ',
    )
    after.push(`${writeWait(step.method)}${call}`)
  }
  const made = reading.factory?.node ?? candidate.node
  const isAsync = !isClass(made) && returnsPromise(made)
  const fields = planControls(reading, { handle, held, around })
  const isSignal = candidate.kind === 'factory' && candidate.stops[0] === 'signal'
  const variables = [...around.variables].map(([name, value]) => `const ${name} = ${value}`)
  const isBlock =
    before.length + after.length + variables.length + held.length > 0 || candidate.kind === 'pair'
  const call = writeArguments(callee, given, isBlock)
  const lines = [...variables, ...before]
  if (candidate.kind === 'pair')
    lines.push(call, `return { shutdown: async () => ${candidate.stops[0]}() }`)
  else if (isSignal) {
    lines.push(`const done = ${call}`)
    lines.push(
      'return {',
      '  shutdown: async () => {',
      '    controller.abort()',
      '    await done',
      '  },',
      '}',
    )
  } else if (after.length > 0 || held.length > 0) {
    const awaited = isAsync ? 'await ' : ''
    lines.push(`const ${handle} = ${awaited}${call}`, ...after)
    lines.push(held.length > 0 ? `return { ${[handle, ...held].join(', ')} }` : `return ${handle}`)
  } else lines.push(`return ${call}`)
  const body = isBlock ? ` {\n    ${lines.join('\n    ')}\n  }` : call
  const waits = lines.some((line) => /^(?:const \w+ = )?await /.test(line))
  return { text: `${waits ? 'async ' : ''}(${writeContext(body)}) =>${body}`, fields }
}

/** In a block, a statement; otherwise what stands behind the arrow, on a line of its own if it is long. */
function writeArguments(callee: string, given: readonly Value[], isBlock: boolean): string {
  if (isBlock) return writeCall(callee, given, '    ', '    return '.length)
  const context = writeContext(writeCall(callee, given, '  '))
  const line = writeCall(callee, given, '  ', `  create: (${context}) => `.length)
  return line.includes('\n') ? `\n    ${writeCall(callee, given, '    ')}` : ` ${line}`
}

function isSpare({ isOptional }: Parameter): boolean {
  return isOptional
}

function writeWait(method: Method): string {
  if (isEndlessMethod(method)) return 'void '
  return method.isAsync ? 'await ' : ''
}

/** What is taken out of the context, by what the body uses. */
function writeContext(body: string): string {
  if (/(?<!['`\w.])context\b(?!['`\w:])/.test(body)) return 'context'
  // The `//` of a URL begins no comment.
  const code = body.replace(/(?<=^|\s)\/\/.*/gm, '')
  const names = ['work', 'logger'].filter((name) =>
    new RegExp(`(?<![\\w'"]|[\\w)\\]]\\.)${name}\\b(?!:)`).test(code),
  )
  return names.length === 0 ? '' : `{ ${names.join(', ')} }`
}

/** A subclass in which each run is a run of the kit too. */
function writeSubclass(name: string, method: Method, isTyped: boolean): string[] {
  const access = isTyped
    ? method.access === 'protected'
      ? 'protected override '
      : 'override '
    : ''
  const work = method.isAsync ? 'await work()' : 'void work()'
  const head = method.isAsync ? `async ${method.name}` : method.name
  return [
    `// Each \`${method.name}()\` is a run.`,
    `class Observed${name} extends ${name} {`,
    `  ${access}${head}() {`,
    `    ${work}`,
    `    return super.${method.name}()`,
    '  }',
    '}',
  ]
}
