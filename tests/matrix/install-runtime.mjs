import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runNpm } from './run-process.mjs'
import { nodeVersion } from './versions.mjs'

const CACHE = fileURLToPath(
  new URL('../../node_modules/.cache/vitest-shutdown-matrix/', import.meta.url),
)

/** A runtime, or why there is none: `{ path }` or `{ reason }`. */
export async function installNode(major) {
  const version = nodeVersion(major)
  if (version === process.versions.node) return { path: process.execPath }
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const program = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node'
  return installProgram(`node-${platform}-${process.arch}`, version, program)
}

/**
 * Installs a package that holds a program for one platform, once, without its scripts.
 *
 * @returns `{ path }`, or `{ reason }` where the registry has none for this platform
 */
export async function installProgram(name, version, program) {
  const folder = join(CACHE, `${name.replace('/', '+')}@${version}`)
  const path = join(folder, 'node_modules', name, program)
  if (existsSync(path)) return { path }
  const partial = `${folder}.${process.pid}`
  mkdirSync(partial, { recursive: true })
  try {
    writeFileSync(join(partial, 'package.json'), '{ "private": true }')
    const { code, output } = await runNpm(['install', `${name}@${version}`], partial)
    if (code !== 0) return { reason: `${name}@${version} is not to be had: ${firstError(output)}` }
    // Another run may have been faster.
    if (!existsSync(folder)) renameSync(partial, folder)
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
  return existsSync(path) ? { path } : { reason: `${name}@${version} has no ${program}` }
}

function firstError(output) {
  const lines = output.split('\n').map((line) => line.trim())
  const [line = 'npm said nothing'] = lines.filter((one) => /^npm err/i.test(one)).slice(1)
  return line.replace(/^npm err(?:or|!) /i, '')
}
