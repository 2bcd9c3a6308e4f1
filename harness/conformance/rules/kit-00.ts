import { observeSubject } from '../observe-subject.ts'
import type { Rule } from '../rule.ts'

export const kit00: Rule = {
  id: 'KIT-00',
  level: 'MUST',
  title: 'the subject ticks under the virtual clock, and create() gives a fresh manager each time',
  hint: 'let `create` start the task and call `work` every `intervalMs`; the other rules were not run',
  needs: [],
  async check(lab) {
    lab.seen = await observeSubject(lab)
  },
}
