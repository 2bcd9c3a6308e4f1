import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { EXPLORE_RULES } from '../../../harness/explore/explore-rules.ts'
import { rules } from '../../../harness/check/catalogue.ts'

describe('the rule catalogue', () => {
  test('lists every file of the folders of rules, and those that explore', () => {
    const ids = ['trial', 'process']
      .flatMap((part) => readdirSync(new URL(`../../../harness/${part}/rules`, import.meta.url)))
      .filter((file) => file !== 'index.ts')
      .map((file) => file.replace('.ts', '').toUpperCase())
    expect(rules.map(({ id }): string => id).toSorted()).toEqual(
      [...ids, ...EXPLORE_RULES].toSorted(),
    )
  })

  test('begins with KIT-00', () => {
    expect(rules[0]?.id).toBe('KIT-00')
  })

  test('has for each rule a title without a full stop and a hint', () => {
    expect(
      rules.filter(({ title, hint }) => title === '' || hint === '' || /[.!]$/.test(title)),
    ).toEqual([])
  })
})
