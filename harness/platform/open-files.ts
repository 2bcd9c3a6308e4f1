/**
 * @touches `/proc/self/fd`
 * @test the directory can be listed
 * @fallback only the observers of `node:fs` find descriptors
 */
import { readdirSync, readlinkSync } from 'node:fs'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

const DESCRIPTORS = '/proc/self/fd'

/**
 * The regular files the process has open, as `<descriptor> <path>`.
 *
 * Descriptors of `fs.openSync` show in no hook; the kernel's list is the only place. Empty where
 * there is no such list (macOS, Windows).
 */
export function findOpenFiles(): Set<string> {
  const files = new Set<string>()
  for (const descriptor of readDescriptors()) {
    try {
      const target = readlinkSync(`${DESCRIPTORS}/${descriptor}`)
      if (target.startsWith('/') && !/^\/(dev|proc|sys)\//.test(target))
        files.add(`${descriptor} ${target}`)
    } catch {
      // The descriptor of this very listing is gone by now.
    }
  }
  return files
}

function readDescriptors(): string[] {
  try {
    return readdirSync(DESCRIPTORS)
  } catch {
    return []
  }
}
