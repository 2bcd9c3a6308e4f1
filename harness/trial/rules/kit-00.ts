import { observeSubject } from '../observe-subject.ts'
import type { Rule } from '../rule.ts'

export const kit00: Rule = {
  id: 'KIT-00',
  level: 'MUST',
  title: 'the subject ticks under the virtual clock, and create() gives a fresh manager each time',
  hint: 'make `create` start a new task on each call, and the task call `work` every `intervalMs` milliseconds; no other rule was run',
  needs: [],
  async check(lab) {
    lab.seen = await observeSubject(lab)
  },
}
