import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'

/** Some file that is there. */
export const someFile: string = fileURLToPath(import.meta.url)

/** Where files may be written. */
export const folder: string = mkdtempSync(join(tmpdir(), 'vitest-shutdown-innocents-'))

afterAll(() => rmSync(folder, { recursive: true }))
