// The order in which the product's folders stand on each other, and the lint rule that keeps it.
// It is plain JavaScript because the linter loads it itself, on every Node that the project supports.

import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** Lowest first: a file imports from its own level and from those before it. */
export const LEVELS = [
  'reference',
  'harness/text',
  'harness/stack',
  'harness/model',
  'harness/platform',
  'harness/clock',
  'harness/network',
  'harness/handles',
  'harness/promises',
  'harness/rig',
  'harness/trial',
  'harness/guard',
  'harness/virtual-run',
  'harness/explore',
  'harness/process',
  'harness/report',
  'harness/check',
  'harness/index.ts',
  'fixtures/vitest',
  'fixtures/guard',
  'fixtures/session',
  'fixtures/context',
  'fixtures/clock',
  'fixtures/handles',
  'fixtures/network',
  'fixtures/manage',
  'fixtures/matchers',
  'fixtures',
  'cli/terminal',
  'cli/arguments',
  'cli/files',
  'cli/loader',
  'cli/vitest',
  'cli/rules',
  'cli/baseline',
  'cli/probe',
  'cli/init',
  'cli/check',
  'cli',
]

/** The subcommands stand side by side: what two of them need belongs in a folder below. */
const COMMANDS = new Set(['cli/rules', 'cli/baseline', 'cli/probe', 'cli/init', 'cli/check'])

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const LIST = 'LEVELS in tests/house/levels.mjs'

/** The folders whose files may import Vitest. */
const WITH_VITEST = ['fixtures', 'cli/vitest']

/**
 * @param {string} file from the root, with slashes
 * @returns {string}
 */
const findFolder = (file) => {
  const [top = '', second = '', third] = file.split('/')
  const isInFolder = third !== undefined
  const hasLevels = top === 'harness' || ((top === 'fixtures' || top === 'cli') && isInFolder)
  return hasLevels ? `${top}/${second}` : top
}

const isVitest = (specifier) => /^(?:vitest|@vitest)(?:\/|$)/.test(specifier)

const isIndexOfOwnFolder = (file, imported) =>
  path.posix.basename(imported) === 'index.ts' &&
  file.startsWith(`${path.posix.dirname(imported)}/`) &&
  file !== imported

/** What is wrong with this import, or nothing. */
const findViolation = (file, specifier) => {
  const folder = findFolder(file)
  if (isVitest(specifier))
    return WITH_VITEST.some((allowed) => folder === allowed || folder.startsWith(`${allowed}/`))
      ? undefined
      : `${file} imports ${specifier}, but only ${WITH_VITEST.join(' and ')} may. Move what needs Vitest there.`
  if (!specifier.startsWith('.')) return undefined
  const imported = path.posix.join(path.posix.dirname(file), specifier)
  if (isIndexOfOwnFolder(file, imported))
    return `${file} imports ${imported}, the index of its own folder. Import the file that declares the name.`
  const target = findFolder(imported)
  const [from, to] = [LEVELS.indexOf(folder), LEVELS.indexOf(target)]
  if (from === -1) return `${folder} has no level. Add it to ${LIST}.`
  if (to === -1)
    return `${file} imports ${imported}, which is not part of the product or has no level. Move it, or add its folder to ${LIST}.`
  if (folder !== target && COMMANDS.has(folder) && COMMANDS.has(target))
    return `${file} imports ${imported}, but subcommands do not import each other. Move the name to cli/files or another folder that they share.`
  return to > from
    ? `${file} imports ${imported}, but ${target} stands above ${folder}. Move the name down to ${folder} or below, or pass it in as an argument.`
    : undefined
}

const levels = {
  create(context) {
    const file = path.relative(ROOT, context.filename).split(path.sep).join('/')
    const check = (node) => {
      const specifier = node.source?.value
      if (typeof specifier !== 'string') return
      const message = findViolation(file, specifier)
      if (message !== undefined) context.report({ node, message })
    }
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    }
  },
}

export default { meta: { name: 'house' }, rules: { levels } }
