import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { EXPLORE_RULES } from '../../../harness/explore/explore-rules.ts'
import { RULE_IDS } from '../../../harness/model/rule-info.ts'
import { rules } from '../../../harness/check/catalogue.ts'

describe('the rule catalogue', () => {
  test('lists every file of its folders', () => {
    const files = ['trial', 'process']
      .flatMap((part) => readdirSync(new URL(`../../../harness/${part}/rules`, import.meta.url)))
      .filter((file) => file !== 'index.ts')
      .map((file) => file.replace('.ts', '').toUpperCase())
    const ids = [...files, ...EXPLORE_RULES]
    expect(rules.map(({ id }): string => id).toSorted()).toEqual(ids.toSorted())
  })

  test('lists the ids in the order of the catalogue', () => {
    expect(rules.map(({ id }) => id)).toEqual(RULE_IDS)
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
