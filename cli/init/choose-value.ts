import type { SourceFile } from './source-file.ts'
import type { Carrier } from './find-carrier.ts'
import { evaluateNumber } from './find-interval.ts'
import type { Peers } from './answer-requests.ts'
import { findRole } from './name-roles.ts'
import type { Parameter } from './read-parameters.ts'
import { text, type Value } from './write-value.ts'
import { writeResult, writeStub, writeWork } from './write-work.ts'

/** What the values of one subject depend on. */
export interface Surroundings {
  readonly file: SourceFile
  readonly carrier: Carrier | undefined
  readonly isSync: boolean
  /** Whether the work gets the item that `submit` handed over. */
  readonly takesItem: boolean
  readonly intervalMs: number
  /** Whether the file has types, which the values have to fit. */
  readonly isTyped: boolean
  /** The hosts that the task talks to. */
  readonly peers: Peers
  /** Variables that `create` has to declare before, by name. */
  readonly variables: Map<string, string>
  readonly imports: Set<string>
  /** Statements that have to stand before the subject. */
  readonly preludes: Set<string>
}

/** Writes the arguments of a call; those at the end that may be left out are. */
export function chooseArguments(parameters: readonly Parameter[], around: Surroundings): Value[] {
  const { carrier } = around
  const work = carrier === undefined ? -1 : parameters.findIndex((one) => isCarrier(one, carrier))
  const values = parameters.map((parameter, index) =>
    // Without types, what follows the callback is usually left out.
    work !== -1 && index > work && isVague(parameter) ? undefined : chooseValue(parameter, around),
  )
  const last = values.findLastIndex((value) => value !== undefined)
  return values.slice(0, last + 1).map((value) => value ?? text('undefined'))
}

/** Chooses what is given for a parameter, or undefined where it is best left out. */
function chooseValue(parameter: Parameter, around: Surroundings): Value | undefined {
  const { carrier } = around
  if (carrier !== undefined && isWork(parameter, carrier)) {
    return writeWork(parameter, around.takesItem)
  }
  const role = findRole(parameter)
  if (
    parameter.isOptional &&
    role !== 'options' &&
    !WANTED.has(role) &&
    !(around.peers.isTalking && ADDRESS.has(role)) &&
    !isCarrier(parameter, carrier)
  ) {
    return undefined
  }
  if (parameter.isOptional && parameter.name === 'console') return undefined
  switch (role) {
    case 'context':
      return text('context')
    case 'logger':
      return writeLogger(parameter, around)
    case 'log':
      return text('logger.info')
    case 'on-error':
      return text("(error) => logger.error('run failed', error)")
    case 'options':
      return writeOptions(parameter, around)
    case 'dependency':
      return writeDependency(parameter, around)
    case 'emitter':
      around.imports.add("import { EventEmitter } from 'node:events'")
      around.variables.set(parameter.name, 'new EventEmitter()')
      return text(parameter.name)
    case 'interval':
      return writeInterval(parameter, around)
    default:
      return chooseSimple(parameter, around)
  }
}

/** Roles that are filled although the source would do without. */
const WANTED: ReadonlySet<string> = new Set(['work', 'logger', 'interval', 'on-error'])

/** Where a task finds its host, which is no real one in a subject. */
const ADDRESS: ReadonlySet<string> = new Set(['url', 'host', 'port'])

/** Roles that only a type makes certain of. */
const VAGUE: ReadonlySet<string> = new Set([
  'text',
  'number',
  'flag',
  'limit',
  'delay',
  'concurrency',
  'callback',
  'clock',
  'other',
])

/** Whether nothing but its use is known of a parameter, and that says little. */
function isVague(parameter: Parameter): boolean {
  return !parameter.isTyped && VAGUE.has(findRole(parameter))
}

function isWork(parameter: Parameter, carrier: Carrier): boolean {
  const isGiven = carrier.kind === 'function' || carrier.kind === 'method'
  return isGiven && carrier.parameter.uses.nodes === parameter.uses.nodes
}

function isCarrier(parameter: Parameter, carrier: Carrier | undefined): boolean {
  if (carrier === undefined || carrier.kind === 'event' || carrier.kind === 'override') return false
  if (carrier.parameter?.uses.nodes === parameter.uses.nodes) return true
  return parameter.members.some((member) => isCarrier(member, carrier))
}

function chooseSimple(parameter: Parameter, around: Surroundings): Value {
  const { name, shape } = parameter
  switch (findRole(parameter)) {
    case 'fetch':
      return text(writeFetch(around))
    case 'url': {
      const isUrl = shape.kind === 'named' && shape.name === 'URL'
      const url = around.peers.writeUrl(parameter)
      return text(isUrl ? `new URL(${url})` : url)
    }
    case 'host':
      return text(around.peers.writeHost(parameter))
    // Every second: crontabs with a field for seconds are what the packages for Node read.
    case 'cron':
      return text("'* * * * * *'")
    case 'port':
      return text(around.peers.writePort(parameter))
    case 'delay':
      return text('100')
    case 'limit':
      return text('10_000')
    case 'concurrency':
      return text('1')
    case 'number':
      return text('1', `choose \`${name}\``)
    case 'flag':
      return text('false')
    case 'clock':
      return text('Date.now')
    case 'signal':
      around.variables.set('controller', 'new AbortController()')
      return text('controller.signal')
    case 'work':
    case 'callback':
      return text(writeStub(parameter, around.isSync))
    case 'text':
      return shape.kind === 'literal'
        ? text(shape.text)
        : text(`'${name}'`, NAMES.test(name) ? undefined : `choose \`${name}\``)
    default:
      return chooseOther(parameter)
  }
}

/** Texts that mean nothing to the task itself. */
const NAMES =
  /^(?:name|id|label|key|prefix|topic|queue|channel|tag|group|namespace|service)(?:Name|Id)?$|(?:Name|Id|Key)$/i

function chooseOther({ name, shape }: Parameter): Value {
  const written = writeResult(shape)
  const isGuess = written.includes('as never') || written === 'undefined'
  return isGuess
    ? text('{} as never', `make the \`${name}\` that it needs`)
    : text(
        written,
        shape.kind === 'named' || shape.kind === 'array' ? undefined : `choose \`${name}\``,
      )
}

function writeFetch({ carrier, peers }: Surroundings): string {
  if (peers.areKnown) {
    return carrier?.kind === 'fetch'
      ? 'async (...args) => {\n  await work()\n  return fetch(...args)\n}'
      : 'fetch'
  }
  return carrier?.kind === 'fetch'
    ? 'async () => {\n  await work()\n  return Response.json({})\n}'
    : 'async () => Response.json({})'
}

function writeInterval(
  { name, fallback, isOptional }: Parameter,
  around: Surroundings,
): Value | undefined {
  // With a default of its own, the subject follows it.
  if (isOptional && fallback !== undefined && evaluateNumber(fallback, around.file) !== undefined) {
    return undefined
  }
  if (isOptional && fallback === undefined && !/interval|period|every/i.test(name)) return undefined
  const divisor = /minutes?$/i.test(name) ? 60_000 : /sec(?:ond)?s?$/i.test(name) ? 1000 : 1
  return text(writeNumber(around.intervalMs / divisor))
}

/** As people write numbers: `60_000`. */
export function writeNumber(value: number): string {
  return Number.isInteger(value) && value >= 10_000
    ? String(value).replace(/\B(?=(?:\d{3})+$)/g, '_')
    : String(value)
}

/** The logger of the kit has `info`, `warn` and `error`; others get what they need besides. */
function writeLogger({ members, shape }: Parameter, { isTyped }: Surroundings): Value {
  const isForeign = shape.kind === 'named' && isTyped && !shape.name.startsWith('SubjectContext')
  const missing = members.filter(
    ({ name, isOptional, uses }) =>
      !/^(?:info|warn|error)$/.test(name) && (!isOptional || uses.calls.length > 0),
  )
  if (missing.length === 0) return text(isForeign ? 'logger as never' : 'logger')
  const entries = missing.map(({ name }) =>
    name === 'log'
      ? 'log: logger.info'
      : name === 'child'
        ? 'child: () => logger'
        : `${name}: () => {}`,
  )
  return text(`{ ...logger, ${entries.join(', ')} }${isForeign ? ' as never' : ''}`)
}

function writeOptions({ members, isOptional }: Parameter, around: Surroundings): Value | undefined {
  const entries = members.flatMap((member) => {
    const value = isVague(member) ? undefined : chooseValue(member, around)
    return value === undefined ? [] : [{ key: member.name, value }]
  })
  if (entries.length === 0 && isOptional) return undefined
  return { kind: 'object', entries }
}

function writeDependency(parameter: Parameter, around: Surroundings): Value {
  const { members, shape } = parameter
  const isForeign = around.isTyped && shape.kind === 'named'
  const entries = members
    .filter((member) => {
      if (isCarrier(member, around.carrier)) return true
      return !member.isOptional && (member.shape.kind === 'function' || !isVague(member))
    })
    .map((member) => {
      const value =
        member.shape.kind === 'function' && !isCarrier(member, around.carrier)
          ? text(writeStub(member, around.isSync))
          : (chooseValue(member, around) ?? text('undefined'))
      return { key: member.name, value }
    })
  return { kind: 'object', entries, ...(isForeign ? { cast: 'never' } : {}) }
}
