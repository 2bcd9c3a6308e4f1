import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const HEADER = /^\/\/ @case (\{.*\})$/m
const MARKER = /\S.*\/\/ <- leak(?: ([\w-]+))?$/

/** The marked lines of a file, by the name after the marker ('' where there is none). */
function findMarks(root, file) {
  const marks = new Map()
  for (const [index, line] of readFileSync(join(root, file), 'utf8').split('\n').entries()) {
    if (!line.includes('// <- leak') || line.startsWith('// @case')) continue
    const match = MARKER.exec(line)
    if (match === null) throw new Error(`${file}:${index + 1} has a marker without code before it`)
    const name = match[1] ?? ''
    marks.set(name, [...(marks.get(name) ?? []), { file, line: index + 1 }])
  }
  return marks
}

function readCase(root, file) {
  const header = HEADER.exec(readFileSync(join(root, file), 'utf8'))
  if (header === null) throw new Error(`${file} has no // @case header`)
  const about = JSON.parse(header[1])
  const leaky = file.startsWith('leaks/')
  const files = [file, ...(about.files ?? [])]
  const marks = files.map((name) => findMarks(root, name))
  const leaks = (about.leaks ?? []).map((leak) => {
    const lines = marks.flatMap((of) => (leak.marks ?? ['']).flatMap((name) => of.get(name) ?? []))
    if (lines.length === 0) throw new Error(`${file} marks no line for ${JSON.stringify(leak)}`)
    return Object.assign({ orFile: false, reported: false }, leak, { lines })
  })
  const used = new Set((about.leaks ?? []).flatMap((leak) => leak.marks ?? ['']))
  for (const name of marks[0]?.keys() ?? []) {
    if (!used.has(name)) throw new Error(`${file} marks a line "${name}" that no leak names`)
  }
  if (leaky !== leaks.length > 0) throw new Error(`${file} is in the wrong folder`)
  const alsoFails = about.alsoFails === true ? leaks.map((leak) => leak.test) : about.alsoFails
  return {
    id: file.replace(/\.case\.ts$/, ''),
    file,
    leaky,
    leaks,
    note: about.note ?? '',
    debatable: about.debatable === true,
    isolated: about.isolated === true,
    alsoFails: new Set(alsoFails),
    poisoned: new Set(about.poisoned),
  }
}

/**
 * Reads all cases of the corpus in `root`.
 *
 * @throws {Error} when a header or a marker is wrong
 */
export function readCases(root) {
  return ['leaks', 'clean'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.case.ts'))
      .toSorted()
      .map((name) => readCase(root, `${folder}/${name}`)),
  )
}
