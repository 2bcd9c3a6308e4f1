import type { SyntaxNode } from '../vitest/parse-source.ts'
import { childOf, childrenOf, isFunction } from './syntax.ts'
import { type Candidate, findReturned } from './find-candidates.ts'
import { findCarrier, type Carrier } from './find-carrier.ts'
import { findRole } from './name-roles.ts'
import {
  type ClassShape,
  findReached,
  isClass,
  type Method,
  readClass,
  returnsPromise,
} from './read-class.ts'
import { findStarts, isEndless, START_NAMES, STOP_NAMES } from './find-starts.ts'
import { type Parameter, readParameters } from './read-parameters.ts'

/** A candidate, read for what a subject has to say of it. */
export interface Reading {
  readonly candidate: Candidate
  readonly bodies: readonly SyntaxNode[]
  readonly methods: ReadonlyMap<string, Method>
  readonly base: string | undefined
  readonly factory: ClassShape['factory']
  /** Of the constructor, or the function. */
  readonly parameters: readonly Parameter[]
  readonly carrier: Carrier | undefined
  /** What starts it after it was made, with what that takes. */
  readonly start: { readonly method: Method; readonly parameters: readonly Parameter[] } | undefined
  /** A method that is handed what to do, where nothing else is. */
  readonly registration:
    | { readonly method: Method; readonly parameters: readonly Parameter[] }
    | undefined
  readonly stop: Method | undefined
  /** A method that brings it work, where it does not find its work by itself. */
  readonly entry: Method | undefined
  /** Whether the work happens again and again once it is started. */
  readonly repeats: boolean
}

function isControl({ name }: Method): boolean {
  return (STOP_NAMES as readonly string[]).includes(name)
}

/** Whether a parameter is something to be done, as in `run(job)`, and not a setting. */
function isItem(parameter: Parameter): boolean {
  const role = findRole(parameter)
  if (role === 'work')
    return parameter.shape.kind === 'unknown' && parameter.uses.calls.length === 0
  return !parameter.isOptional && /^(?:other|text)$/.test(role)
}

/** Reads a class or a function. */
export function readCandidate(candidate: Candidate): Reading {
  const shape = readBody(candidate)
  const { file } = candidate
  const readOf = (owner: SyntaxNode | undefined): Parameter[] =>
    owner === undefined ? [] : readParameters({ file, owner, bodies: shape.bodies })
  const parameters = readOf(shape.create)
  const open = [...shape.methods.values()].filter(({ access }) => access === 'public')
  const stop = STOP_NAMES.map((name) => open.find((method) => method.name === name)).find(
    (method) => method !== undefined,
  )
  const atOnce = findReached(shape.roots, shape.methods)
  const startMethod = open
    .filter((method) => !isControl(method) && !atOnce.has(method.name))
    .find(
      (method) =>
        (START_NAMES.includes(method.name) || /^start(?=[A-Z])/.test(method.name)) &&
        readOf(method.node).every((parameter) => !isItem(parameter)),
    )
  const start =
    startMethod === undefined
      ? undefined
      : { method: startMethod, parameters: readOf(startMethod.node) }
  const controls = new Set([
    ...STOP_NAMES,
    ...(startMethod === undefined ? [] : [startMethod.name]),
  ])
  const found = findCarrier({
    file,
    bodies: shape.bodies,
    methods: shape.methods,
    base: shape.base,
    parameters: [...parameters, ...(start?.parameters ?? [])],
    controls,
  })
  const others = open.filter((method) => !controls.has(method.name) && method !== startMethod)
  const registration =
    found === undefined || found.kind === 'override' ? findRegistration(others, readOf) : undefined
  const carrier = registration === undefined ? found : registration.carrier
  const starters = [startMethod, registration?.method].filter((method) => method !== undefined)
  const repeats = doesRepeat({ ...shape, carrier, starters, candidate })
  return {
    candidate,
    bodies: shape.bodies,
    methods: shape.methods,
    base: shape.base,
    factory: shape.factory,
    parameters,
    carrier,
    start,
    registration,
    stop,
    entry: findEntry(
      others.filter((method) => method !== registration?.method),
      { methods: shape.methods, carrier, repeats },
    ),
    repeats,
  }
}

interface Body {
  bodies: readonly SyntaxNode[]
  methods: ReadonlyMap<string, Method>
  base: string | undefined
  /** What has the parameters. */
  create: SyntaxNode | undefined
  factory: ClassShape['factory']
  /** What runs when it is made. */
  roots: readonly SyntaxNode[]
}

function readBody({ node, file }: Candidate): Body {
  if (isClass(node)) {
    const { bodies, methods, base, create, factory } = readClass(node, file)
    const fields = childrenOf(childOf(node, 'body'), 'body').filter(
      (member) => member.type === 'PropertyDefinition' && !isFunction(childOf(member, 'value')),
    )
    const roots = create === undefined ? fields : [create, ...fields]
    return { bodies, methods, base, create, roots, factory }
  }
  const returned = [...findReturned(node).members].filter(([, member]) => isFunction(member))
  const methods = new Map(
    returned.map(([name, member]): [string, Method] => [
      name,
      { name, node: member, access: 'public', isAsync: returnsPromise(member), isField: true },
    ]),
  )
  return { bodies: [node], methods, base: undefined, create: node, roots: [], factory: undefined }
}

/** A method such as `every(ms, callback)`: with it, the task is told what to do. */
function findRegistration(
  methods: readonly Method[],
  readOf: (owner: SyntaxNode) => Parameter[],
): (NonNullable<Reading['registration']> & { carrier: Carrier }) | undefined {
  for (const method of methods) {
    const parameters = readOf(method.node)
    const work = parameters.find((parameter) => findRole(parameter) === 'work')
    const isWord =
      /^(?:every|schedule|register|repeat|consume|process|handle|use|each|on|add(?:Job|Task|Handler|Listener)|on[A-Z]\w*)$/.test(
        method.name,
      )
    if (work === undefined || !isWord) continue
    const carrier: Carrier = { kind: 'function', parameter: work, nodes: work.uses.places }
    return { method, parameters, carrier }
  }
  return undefined
}

/** Whether the work is reached from what starts the task, and not only from calls that bring work. */
function doesRepeat({
  bodies,
  methods,
  roots,
  carrier,
  starters,
  candidate,
}: Body & {
  carrier: Carrier | undefined
  starters: readonly Method[]
  candidate: Candidate
}): boolean {
  const goesOn = bodies.some((body) => findStarts(body).some((kind) => kind !== 'listener'))
  if (!isClass(candidate.node)) return goesOn && !isOnlyTimer(candidate.node, methods)
  if (!goesOn) return false
  if (carrier === undefined) return true
  const started = [...roots, ...starters.map((method) => method.node)]
  const reached = findReached(started, methods)
  const areas = [...started, ...[...reached].flatMap((name) => methods.get(name)?.node ?? [])]
  return carrier.nodes.some((node) => areas.some((area) => contains(area, node)))
}

/** Whether all that a function starts is started by the members of what it returns. */
function isOnlyTimer(node: SyntaxNode, methods: ReadonlyMap<string, Method>): boolean {
  const kinds = findStarts(node)
  if (methods.size === 0 || kinds.some((kind) => kind === 'interval' || kind === 'loop'))
    return false
  return (
    kinds.every((kind) => kind === 'timer') &&
    ![...methods.keys()].some((name) => START_NAMES.includes(name))
  )
}

function contains(area: SyntaxNode, node: SyntaxNode): boolean {
  return area.start <= node.start && node.end <= area.end
}

const HANDING =
  /^(?:submit|enqueue|add|push|send|publish|dispatch|put|write|offer|queue|record|track|emit|post|append|insert|process|handle|schedule|log|capture)(?:[A-Z]\w*)?$/
const TRIGGERS =
  /^(?:trigger|notify|wake|kick|poke|touch|flush|refresh|invalidate|request|mark|schedule|ping|call|fire|bump)(?:[A-Z]\w*)?$/

/** The method that brings work: one that hands over an item, or else one that makes it begin. */
function findEntry(
  methods: readonly Method[],
  {
    methods: all,
    carrier,
    repeats,
  }: { methods: ReadonlyMap<string, Method>; carrier: Carrier | undefined; repeats: boolean },
): Method | undefined {
  const handing = methods.find(
    ({ name, node }) => HANDING.test(name) && childrenOf(node, 'params').length > 0,
  )
  if (repeats) return handing
  if (handing !== undefined) return handing
  const nodes = carrier?.nodes ?? []
  const reaching = methods.find((method) => {
    const reached = findReached([method.node], all)
    const areas = [method.node, ...[...reached].flatMap((name) => all.get(name)?.node ?? [])]
    return nodes.some((node) => areas.some((area) => contains(area, node)))
  })
  return methods.find(({ name }) => TRIGGERS.test(name)) ?? reaching
}

/** Whether nobody may wait for a method, as it ends only with the task. */
export function isEndlessMethod({ node }: Method): boolean {
  return isEndless(node)
}
