import { extname } from 'node:path'
import { childOf, childrenOf, nameOf } from './syntax.ts'
import { answerRequests } from './answer-requests.ts'
import type { Candidate } from './find-candidates.ts'
import { chooseArguments, type Surroundings, writeNumber } from './choose-value.ts'
import { findInterval } from './find-interval.ts'
import { findRole } from './name-roles.ts'
import { findRequests, isPlainlySync } from './find-carrier.ts'
import { isEndlessMethod, readCandidate, type Reading } from './read-candidate.ts'
import { isClass, type Method, returnsPromise } from './read-class.ts'
import { listLeaves, type Parameter } from './read-parameters.ts'
import { passesItem, planEntry } from './plan-entry.ts'
import { type Value, writeCall } from './write-value.ts'

/** The text of a subject, field by field. */
export interface SubjectPlan {
  readonly candidate: Candidate
  /** The name that the source is imported by. */
  readonly importedName: string
  /** Other names of the source that the subject uses. */
  readonly otherNames: readonly string[]
  readonly imports: readonly string[]
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
    isAnswered: findRequests(reading.bodies).length > 0,
    variables: new Map(),
    imports: new Set(),
  }
  const create = planCreate(reading, around)
  const fields: [string, string][] = [
    ['name', `'${nameTask(candidate.name)}'`],
    ['ownership', reading.methods.get('clone')?.access === 'public' ? "'shared'" : "'owned'"],
    ['intervalMs', writeNumber(reading.repeats ? intervalMs : Math.max(intervalMs, 1000))],
    ['create', create.text],
    ...create.fields,
    ...(isGraceful(reading, all) ? [['profile', "'graceful'"] as [string, string]] : []),
    ...(isSync ? [['capabilities', "{ work: 'sync' }"] as [string, string]] : []),
  ]
  return {
    candidate,
    importedName:
      candidate.exported === 'default' ? candidate.name : (candidate.exported ?? candidate.name),
    otherNames: candidate.kind === 'pair' ? candidate.stops : [],
    imports: [...around.imports],
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

/** What `create` says, and the fields that follow from it. */
function planCreate(
  reading: Reading,
  around: Surroundings,
): { text: string; fields: [string, string][] } {
  const { candidate, carrier, start, registration } = reading
  const handle = nameHandle(candidate.name)
  const before: string[] = []
  const after: string[] = []
  let callee = isClass(candidate.node) ? `new ${candidate.name}` : candidate.name
  if (carrier?.kind === 'override') {
    before.push(...writeSubclass(candidate.name, carrier.method, around.isTyped))
    callee = `new Observed${candidate.name}`
  }
  const isRun = carrier?.kind === 'fetch' && carrier.parameter === undefined
  if (isRun || around.isAnswered) before.push(...answerRequests(isRun))
  const entry = planEntry(reading, handle, around)
  const held = [...entry.held]
  const given = chooseArguments(reading.parameters, around)
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
  const isAsync = !isClass(candidate.node) && returnsPromise(candidate.node)
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
  const line = writeCall(callee, given, '  ', '  create: ({ work, logger }) => '.length)
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
  if (/\bcontext\b/.test(body)) return 'context'
  const code = body.replace(/\/\/.*/g, '')
  const names = ['work', 'logger'].filter((name) =>
    new RegExp(`(?<![\\w'"]|[\\w)\\]]\\.)${name}\\b(?!:)`).test(code),
  )
  return names.length === 0 ? '' : `{ ${names.join(', ')} }`
}

/** Starts, stops and what brings work, as far as the defaults do not cover them. */
function planControls(
  reading: Reading,
  { handle, held, around }: { handle: string; held: readonly string[]; around: Surroundings },
): [string, string][] {
  const { start, stop, candidate } = reading
  const fields: [string, string][] = []
  const m = held.length > 0 ? handle : 'm'
  const parameter = held.length > 0 ? `({ ${handle} })` : '(m)'
  if (start !== undefined && start.parameters.every(isSpare)) {
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

/** `PriceFeed`, also of `createPriceFeed`. */
function nameTask(name: string): string {
  return name.replace(/^(?:create|make|start|build|new)(?=[A-Z])/, '')
}

/** `priceFeed` of `PriceFeed`. */
function nameHandle(name: string): string {
  const handle = lowerFirst(nameTask(name))
  return handle === name ? `${handle}Task` : handle
}

function lowerFirst(word: string): string {
  // `HTTPPoller` is an `httpPoller`.
  return word.replace(/^(?:[A-Z]+(?=[A-Z][a-z])|[A-Z]+$|[A-Z])/, (head) => head.toLowerCase())
}
