import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Whether the package in a folder says that it runs on this version of Node. */
export function readEngines(folder, name, version) {
  const { engines = {} } = JSON.parse(
    readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8'),
  )
  const range = engines.node ?? '*'
  return { range, isMet: range.split('||').some((part) => isMetBy(part.trim(), version)) }
}

/** Knows what packages write there: `^22.12.0` and `>=26.0.0`. */
function isMetBy(part, version) {
  const [, operator, text] = /^(\^|>=)?(\d+(?:\.\d+){0,2})$/.exec(part) ?? []
  if (text === undefined) return part === '*'
  const [wanted, got] = [text, version].map((each) => each.split('.').map(Number))
  if (operator === '^' && got[0] !== wanted[0]) return false
  for (const [index, number] of wanted.entries()) {
    if (got[index] !== number) return got[index] > number
  }
  return true
}
