import type { RuleId } from '../model/rule-info.ts'
import type { Finding } from '../report/format-finding.ts'
import { rules } from './catalogue.ts'

/** Words for a finding that is a rule's matter; what is left out is the rule's own. */
export type RuleWords = Omit<Finding, 'id' | 'title' | 'hint'> &
  Partial<Pick<Finding, 'title' | 'hint'>>

/** Makes the finding of a rule: its title and its hint, unless others are given. */
export function createRuleFinding(id: RuleId, words: RuleWords): Finding {
  const rule = rules.find((candidate) => candidate.id === id)
  return { id, title: rule?.title ?? '', hint: rule?.hint ?? '', ...words }
}
