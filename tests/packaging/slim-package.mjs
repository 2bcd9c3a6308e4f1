// Before the package is packed, takes out of dist/ what no user and no compiler reads: the comments of the
// code, which stand in the declarations where they matter, and the declarations that no entry leads to.
import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
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

/** Compiles once more, without comments. Each file is replaced at once: tests that run meanwhile load it. */
function removeComments() {
  const folder = mkdtempSync(path.join(ROOT, 'node_modules', '.slim-'))
  try {
    execFileSync(
      process.execPath,
      [
        path.join(ROOT, 'node_modules/typescript/bin/tsc'),
        '-p',
        ROOT,
        '--outDir',
        folder,
        // The first compilation has checked the types, and written the declarations.
        ...'--removeComments --noCheck --composite false --incremental false'.split(' '),
        ...'--tsBuildInfoFile null --declaration false --isolatedDeclarations false'.split(' '),
      ],
      { stdio: 'inherit' },
    )
    for (const file of readdirSync(folder, { recursive: true }).map(String)) {
      if (file.endsWith('.js')) renameSync(path.join(folder, file), path.join(DIST, file))
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Slims `dist/`, and returns how many declarations are left out of the package. */
export function slimPackage() {
  removeComments()
  const reached = findReachable()
  const ignored = readdirSync(DIST, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.d.ts') && !reached.has(path.join(DIST, file)))
    .map((file) => file.replaceAll(path.sep, '/'))
    .toSorted()
  writeFileSync(path.join(DIST, '.npmignore'), ignored.map((file) => `/${file}\n`).join(''))
  return ignored.length
}

if (pathToFileURL(process.argv[1] ?? '').href === import.meta.url) slimPackage()
