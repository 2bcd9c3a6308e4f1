import { isDependency, type Parameter } from './read-parameters.ts'

/** What a parameter is for, by its type and its name. */
export type Role =
  | 'context'
  | 'work'
  | 'logger'
  | 'log'
  | 'on-error'
  | 'callback'
  | 'fetch'
  | 'signal'
  | 'emitter'
  | 'url'
  | 'host'
  | 'port'
  | 'cron'
  | 'interval'
  | 'delay'
  | 'limit'
  | 'concurrency'
  | 'number'
  | 'text'
  | 'flag'
  | 'clock'
  | 'dependency'
  | 'options'
  | 'other'

/** Types whose name says it all. */
const NAMED: readonly (readonly [pattern: RegExp, role: Role])[] = [
  [/^SubjectContext$/, 'context'],
  [/^SubjectContext\.work$/, 'work'],
  [/Logger$|^Console$|^SubjectContext\.logger$/, 'logger'],
  [/^AbortSignal$/, 'signal'],
  [/EventEmitter|^EventTarget$|Emitter$/, 'emitter'],
  [/^URL$/, 'url'],
  [/^(?:typeof )?fetch$/i, 'fetch'],
  [/^Function$/, 'work'],
]

const FUNCTIONS: readonly (readonly [pattern: RegExp, role: Role])[] = [
  [/^(?:log|logger|debug|trace|print|warn)$/i, 'log'],
  [/err(?:or)?(?:Handler|Callback|Listener)?$|fail(?:ure|ed)?$/i, 'on-error'],
  [/fetch(?:Impl|Fn)?$/, 'fetch'],
  [/(?:filter|key|predicate)$/i, 'callback'],
  [/^(?:connect|open|create|make|acquire|resolve|lookup|build)/, 'callback'],
  [/^(?:now|clock|getTime|currentTime|timeSource)$/i, 'clock'],
  [
    /^on(?:Stop|Close|End|Start|Ready|Exit|Drain|Idle|Shutdown|Connect|Disconnect|Open|State|Success|Done|Complete|Retry|Dispose)/,
    'callback',
  ],
  [
    /^(?:is|should|filter|key|hash|serialize|parse|format|backoff|retry|sleep|random|generate)/,
    'callback',
  ],
]

const ANY: readonly (readonly [pattern: RegExp, role: Role])[] = [
  [/^(?:logger|log|console)$/i, 'logger'],
  [/^(?:signal|abortSignal)$/i, 'signal'],
  [/^(?:bus|emitter|events|eventBus|eventEmitter|broker|hub)$/i, 'emitter'],
  [/fetch(?:Impl|Fn)?$/, 'fetch'],
]

const TEXTS: readonly (readonly [pattern: RegExp, role: Role])[] = [
  [/^cron|cron(?:Expression|Time|Pattern)?$/i, 'cron'],
  [/url$|uri$|endpoint|^href$|^origin$|^address$|webhook/i, 'url'],
  [/^host(?:name)?$/i, 'host'],
]

const NUMBERS: readonly (readonly [pattern: RegExp, role: Role])[] = [
  [/^port$/i, 'port'],
  [/concurrency|parallel|workers|^slots$/i, 'concurrency'],
  [/timeout|ttl|grace|deadline|maxAge|expir|lease|max\w*(?:ms|seconds)$/i, 'limit'],
  [/debounce|delay|wait|linger|quiet|throttle|jitter|backoff/i, 'delay'],
  [
    /interval|period|every|frequency|cadence|(?:^|[a-z])(?:ms|millis|milliseconds|seconds|secs|minutes)$/i,
    'interval',
  ],
]

/** Names for what a task does again and again, the likeliest first. */
const WORK =
  /^(?:work|task|job|callback|cb|fn|func|handle|run|tick|poll|beat|action|execute|process|consume|sweep|flush|export|probe|sync|refresh|send)/i

/** Names that say by themselves that what they hold is called. */
const EXACT =
  /^(?:work|task|job|callback|cb|fn|func|handler|tick|poll|beat|action|execute|process|consume|sweep|flush|probe)(?:Fn|Callback|Handler)?$/i

/** Finds out what a parameter is for. */
export function findRole(parameter: Parameter): Role {
  const { name, shape, members, uses } = parameter
  const find = (list: readonly (readonly [RegExp, Role])[], word: string): Role | undefined =>
    list.find(([pattern]) => pattern.test(word))?.[1]
  const typeName = shape.kind === 'named' || shape.kind === 'object' ? shape.name : undefined
  const byType = typeName === undefined ? undefined : find(NAMED, typeName)
  if (byType !== undefined) return byType
  if (shape.kind === 'function') return find(FUNCTIONS, name) ?? 'work'
  if (shape.kind === 'number') return find(NUMBERS, name) ?? 'number'
  if (shape.kind === 'string' || shape.kind === 'literal') return find(TEXTS, name) ?? 'text'
  if (shape.kind === 'boolean') return 'flag'
  const byName = find(ANY, name)
  if (byName !== undefined) return byName
  if (shape.kind === 'unknown' && EXACT.test(name) && !members.some(isCalled)) return 'work'
  if (members.length > 0) return isDependency(parameter) ? 'dependency' : 'options'
  if (shape.kind !== 'unknown') return 'other'
  // Without a type, only the name is left, and who is handed the value.
  const number = find(NUMBERS, name) ?? find(TEXTS, name)
  if (number !== undefined) return number
  const isFunction = EXACT.test(name) || /^on[A-Z]/.test(name) || uses.takers.some(isTimer)
  return isFunction ? (find(FUNCTIONS, name) ?? 'work') : 'text'
}

function isCalled({ shape }: Parameter): boolean {
  return shape.kind === 'function'
}

function isTimer(taker: string): boolean {
  return /^set(?:Interval|Timeout|Immediate)$/.test(taker)
}

/** How likely a function is what the task does; more is likelier. */
export function rankWork({ name, uses, isOptional }: Parameter): number {
  return (
    (WORK.test(name) ? 4 : 0) +
    (uses.calls.length > 0 || uses.takers.length > 0 ? 2 : 0) +
    (isOptional ? 0 : 1)
  )
}
