import { readdirSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { findClosest } from '../../harness/text/verify.ts'

/** The file at a path relative to the directory, or undefined where there is none. */
export function findModuleFile(module: string, directory: string): string | undefined {
  const path = resolve(directory, module)
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? path : undefined
}

/** Says that a module does not exist, and which one may have been meant. */
export function describeMissingModule(module: string, directory: string): string {
  const path = resolve(directory, module)
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    return `Expected \`${module}\` to be a module, got a directory. Name the file, such as \`${join(module, 'index.ts')}\`.`
  }
  const sibling = findSibling(path)
  const suggestion =
    sibling === undefined ? '' : ` Did you mean \`${join(dirname(module), sibling)}\`?`
  return `Module \`${module}\` was not found from ${directory}.${suggestion}`
}

function findSibling(path: string): string | undefined {
  const name = basename(path)
  const siblings = listFiles(dirname(path))
  return siblings.find((sibling) => sibling.startsWith(`${name}.`)) ?? findClosest(name, siblings)
}

function listFiles(directory: string): string[] {
  try {
    return readdirSync(directory)
  } catch {
    return []
  }
}
