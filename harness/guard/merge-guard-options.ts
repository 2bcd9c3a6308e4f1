import type { GuardOptions, ResolvedGuardOptions } from './guard-options.ts'

/**
 * Lays the options of a narrower reach over those of a wider one: the inner ones win, and the
 * ignores of both count, inner first.
 */
export function mergeGuardOptions(
  outer: ResolvedGuardOptions,
  inner: GuardOptions,
): ResolvedGuardOptions {
  // An option that is `undefined`, which JavaScript lets through, is one that was left out.
  const given = Object.fromEntries(Object.entries(inner).filter(([, value]) => value !== undefined))
  return { ...outer, ...given, ignore: [...(inner.ignore ?? []), ...outer.ignore] }
}
