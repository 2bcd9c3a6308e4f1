// rules/ is `vitest-shutdown rules` and `vitest-shutdown explain`: the catalogue for people. Both only
// read what the rules and their pages say.

import { rules as catalogue } from '../../harness/check/catalogue.ts'
import { createPaint } from '../../harness/report/create-paint.ts'
import { wrapText } from '../../harness/text/wrap-text.ts'
import type { Output } from '../terminal/output.ts'
import type { Command } from '../arguments/parse-arguments.ts'

/** Runs `rules`: lists id, level and statement of every rule. */
export function rules(command: Extract<Command, { name: 'rules' }>, output: Output): number {
  if (command.json) {
    const entries = catalogue.map(({ id, level, title, needs, hint }) => ({
      id,
      level,
      title,
      needs,
      hint,
    }))
    output.write('stdout', () => JSON.stringify(entries, null, 2))
    return 0
  }
  output.write('stdout', (options) => {
    const paint = createPaint(options)
    const idWidth = Math.max(...catalogue.map(({ id }) => id.length))
    const indent = ' '.repeat(idWidth + 10)
    return catalogue
      .map(({ id, level, title }) => {
        const { width } = options
        const text = wrapText(title, { indent, width })
        const head = `${paint.bold(id.padEnd(idWidth))}  ${paint.dim(level.padEnd(6))}  `
        return head + text.slice(indent.length)
      })
      .join('\n')
  })
  return 0
}
