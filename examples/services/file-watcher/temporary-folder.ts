import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from 'vitest'

export interface Folders {
  sources: string
  output: string
}

/** A test with folders of its own, which are gone when it ends. */
export const test = base.extend<{ folders: Folders }>({
  // oxlint-disable-next-line no-empty-pattern -- Vitest reads from the pattern what a fixture needs
  folders: async ({}, use) => {
    const root = await mkdtemp(join(tmpdir(), 'builder-'))
    const folders = { sources: join(root, 'sources'), output: join(root, 'output') }
    await Promise.all(Object.values(folders).map((folder) => mkdir(folder)))
    await use(folders)
    await rm(root, { recursive: true })
  },
})
