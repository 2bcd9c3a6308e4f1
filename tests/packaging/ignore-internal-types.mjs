// Before the package is packed: lists in dist/.npmignore the declarations that no entry leads to, which are
// three in four. No compiler opens them, and they would be a seventh of the package.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const DIST = path.join(ROOT, 'dist')

/** The declarations of the entries, and all that they import. */
function findReachable() {
  const { exports } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'))
  const queue = Object.values(exports).flatMap(({ types }) =>
    types === undefined ? [] : [path.join(ROOT, types)],
  )
  const reached = new Set(queue)
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    const imports = readFileSync(file, 'utf8').matchAll(
      /(?:\bfrom|\bimport)\s*\(?\s*['"](\.[^'"]+)['"]/g,
    )
    for (const [, specifier = ''] of imports) {
      const imported = path.resolve(path.dirname(file), specifier).replace(/\.[jt]s$/, '.d.ts')
      // Doc comments import the modules of their examples.
      if (reached.has(imported) || !existsSync(imported)) continue
      reached.add(imported)
      queue.push(imported)
    }
  }
  return reached
}

/** Writes `dist/.npmignore`, and returns how many declarations it leaves out. */
export function ignoreInternalTypes() {
  const reached = findReachable()
  const ignored = readdirSync(DIST, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.d.ts') && !reached.has(path.join(DIST, file)))
    .map((file) => file.replaceAll(path.sep, '/'))
    .toSorted()
  writeFileSync(path.join(DIST, '.npmignore'), ignored.map((file) => `/${file}\n`).join(''))
  return ignored.length
}

if (pathToFileURL(process.argv[1] ?? '').href === import.meta.url) ignoreInternalTypes()
