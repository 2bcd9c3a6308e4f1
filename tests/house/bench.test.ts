import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

test('what the benchmarks load of the build has a source', () => {
  const loaded = fs
    .readdirSync(path.join(root, 'bench'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.mjs'))
    .flatMap((name) => {
      const text = fs.readFileSync(path.join(root, 'bench', name), 'utf8')
      return [...text.matchAll(/\bdist\/([\w./-]+)\.js\b/g)].map(([, file = '']) => `${file}.ts`)
    })

  expect(loaded.length).toBeGreaterThan(5)
  expect(loaded.filter((file) => !fs.existsSync(path.join(root, file)))).toEqual([])
})
