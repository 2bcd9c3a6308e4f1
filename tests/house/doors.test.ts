import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { LEVELS } from './levels.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The files in a folder whose first lines say what the folder is for. */
function findDoors(folder: string): string[] {
  const sentence = new RegExp(`^(?:#!.*\\n)?// ${path.basename(folder)}/ `)
  return fs
    .readdirSync(path.join(root, folder))
    .filter((name) => name.endsWith('.ts'))
    .filter((name) => sentence.test(fs.readFileSync(path.join(root, folder, name), 'utf8')))
}

const folders = LEVELS.filter((level) => level.includes('/') && !level.endsWith('.ts'))

test.for(folders)('one file of %s says what the folder is for', (folder) => {
  expect(findDoors(folder)).toHaveLength(1)
})
