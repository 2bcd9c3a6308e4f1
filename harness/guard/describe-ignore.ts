import type { GuardIgnore } from './guard-options.ts'

/** Writes an ignore as it was written, in one line: `{ package: 'pg' } (reason: …)`. */
export function describeIgnore(ignore: GuardIgnore): string {
  const { kind, package: name, source, reason } = ignore
  const kinds = kind === undefined ? [] : [kind].flat().map((one) => `'${one}'`)
  const parts = [
    ...(kinds.length === 0
      ? []
      : [`kind: ${kinds.length === 1 ? kinds.join('') : `[${kinds.join(', ')}]`}`]),
    ...(name === undefined ? [] : [`package: '${name}'`]),
    ...(source === undefined
      ? []
      : [`source: ${typeof source === 'string' ? `'${source}'` : String(source)}`]),
  ]
  return `{ ${parts.join(', ')} } (reason: ${reason})`
}

/** Writes the warning for an ignore that matched nothing. `reach` is where that was looked at: `this test`. */
export function formatUnusedIgnore(ignore: GuardIgnore | string, reach: string): string {
  const text = typeof ignore === 'string' ? ignore : describeIgnore(ignore)
  return `vitest-shutdown: the ignore ${text} matched nothing in ${reach}: remove it.`
}
