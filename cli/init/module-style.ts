import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import type { SourceFile } from './source-file.ts'

/** How the files beside a source are named, and import it. */
export interface ModuleStyle {
  /** The files to write. */
  readonly subject: string
  readonly test: string
  /** How the subject imports the source, and the test the subject. */
  readonly sourceSpecifier: string
  readonly subjectSpecifier: string
}

/**
 * Decides how the files beside a source are named: with its extension, as ES modules, which Vitest asks
 * of test files. Beside CommonJS they therefore end in `.mjs`, whatever the package says.
 */
export function findModuleStyle({ path, isCommonJs, specifiers }: SourceFile): ModuleStyle {
  const extension = extname(path)
  const stem = basename(path, extension)
  const own =
    isCommonJs || /^\.c[jt]s$/.test(extension) ? toModule(extension) : extension.replace(/x$/, '')
  const folder = dirname(path)
  const isTyped = /^\.[cm]?tsx?$/.test(extension)
  const write = (name: string, ending: string): string =>
    `./${name}${isTyped ? writeEnding(ending, specifiers, folder) : ending}`
  return {
    subject: join(folder, `${stem}.subject${own}`),
    test: join(folder, `${stem}.subject.test${own}`),
    sourceSpecifier: write(stem, extension),
    subjectSpecifier: write(`${stem}.subject`, own),
  }
}

function toModule(extension: string): string {
  return /tsx?$/.test(extension) ? '.mts' : '.mjs'
}

/** How TypeScript files import each other here: as this one does, or else as the configuration allows. */
function writeEnding(extension: string, specifiers: readonly string[], folder: string): string {
  const asJs = extension.replace('ts', 'js').replace(/x$/, '')
  const relative = specifiers.filter((specifier) => specifier.startsWith('.'))
  if (relative.some((specifier) => /\.[cm]?tsx?$/.test(specifier))) return extension
  if (relative.some((specifier) => /\.[cm]?js$/.test(specifier))) return asJs
  const isPlain = extension === '.ts' || extension === '.tsx'
  if (relative.some((specifier) => !/\.\w+$/.test(specifier)) && isPlain) return ''
  const config = readConfig(folder)
  if (/"(?:allowImportingTsExtensions|rewriteRelativeImportExtensions)"\s*:\s*true/.test(config)) {
    return extension
  }
  if (/"module(?:Resolution)?"\s*:\s*"node(?:16|18|20|next)"/i.test(config)) return asJs
  return /"moduleResolution"\s*:\s*"bundler"/i.test(config) && isPlain ? '' : extension
}

/** The text of the nearest `tsconfig.json`; it may hold comments, and is not followed further. */
function readConfig(folder: string): string {
  const file = join(folder, 'tsconfig.json')
  if (existsSync(file)) return readFileSync(file, 'utf8')
  const parent = dirname(folder)
  return parent === folder ? '' : readConfig(parent)
}
