import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

interface Pack {
  size: number
  files: { path: string }[]
}

function pack(): Pack {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32',
  })
  const packs = JSON.parse(output) as Pack[] | Record<string, Pack>
  const [first] = Object.values(packs)
  if (first === undefined) throw new Error('npm pack listed nothing')
  return first
}

describe('the package', () => {
  test('holds what is imported from it and what is read about it, and nothing else', () => {
    const { files, size } = pack()
    const kinds = new Set(
      files.map(({ path }) => path.replace(/^(dist|docs)\/.*?((\.d)?\.[a-z]+)$/, '$1/*$2')),
    )
    expect([...kinds].toSorted()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/*.d.ts',
      'dist/*.js',
      'docs/*.json',
      'docs/*.md',
      'package.json',
    ])
    expect(size).toBeLessThan(600_000)
  })

  test.for(['vitest-shutdown', 'vitest-shutdown/harness', 'vitest-shutdown/reference'])(
    '%s exports the names it is known to',
    async (entry) => {
      const names = Object.keys((await import(entry)) as object).toSorted()
      await expect(`${names.join('\n')}\n`).toMatchFileSnapshot(
        `__snapshots__/${entry.replace('/', '-')}.txt`,
      )
    },
  )
})
