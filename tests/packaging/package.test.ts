import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { slimPackage } from './slim-package.mjs'

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
  let ignored = 0
  let packed: Pack
  beforeAll(() => {
    ignored = slimPackage()
    packed = pack()
  })

  test('holds what is imported from it and what is read about it, and nothing else', () => {
    const { files, size } = packed
    const kinds = new Set(
      files.map(({ path }) => path.replace(/^(dist|docs)\/.*?((\.d)?\.[a-z]+)$/, '$1/*$2')),
    )
    expect([...kinds].toSorted()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'dist/*.d.ts',
      'dist/*.js',
      'docs/*.json',
      'docs/*.md',
      'package.json',
    ])
    expect(size).toBeLessThan(700_000)
    expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain('smaller than 700 kB')
  })

  test('has an API reference of every entry', () => {
    const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      exports: Record<string, string | { types: string }>
    }
    const site = JSON.parse(readFileSync(join(root, 'typedoc.json'), 'utf8')) as {
      entryPoints: string[]
    }
    // The setup file exports nothing.
    const entries = Object.values(exports).flatMap((entry) =>
      typeof entry === 'string' || entry.types.endsWith('/setup.d.ts') ? [] : [entry.types],
    )
    expect(
      site.entryPoints.map((path) => `./dist/${path.replace(/\.ts$/, '.d.ts')}`).toSorted(),
    ).toEqual(entries.toSorted())
  })

  test('has the version that the changelog begins with', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      version: string
    }
    const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8')
    expect(/^## (\S+)$/m.exec(changelog)?.[1]).toBe(version)
  })

  test('has the declarations that its entries lead to, and no others', () => {
    const declarations = packed.files.filter(({ path }) => path.endsWith('.d.ts'))
    const modules = packed.files.filter(({ path }) => path.endsWith('.js'))
    expect(declarations.length + ignored).toBe(modules.length)
    expect(ignored).toBeGreaterThan(declarations.length)
    const paths = new Set(declarations.map(({ path }) => path))
    const missing = [...paths].flatMap((path) =>
      [...readFileSync(join(root, path), 'utf8').matchAll(/^(?:im|ex)port .*'(\.[^']+)';$/gm)]
        .map(([, specifier = '']) => posix.join(posix.dirname(path), specifier))
        .filter((file) => !paths.has(file.replace(/\.[jt]s$/, '.d.ts'))),
    )
    expect(missing).toEqual([])
  })

  test('has every file that its own pages link to', () => {
    const paths = packed.files.map(({ path }) => path)
    const links = paths
      .filter((path) => path.endsWith('.md'))
      .flatMap((path) =>
        [...readFileSync(join(root, path), 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(
          ([, link = '']) => posix.join(posix.dirname(path), link),
        ),
      )
    expect(links.length).toBeGreaterThan(100)
    const isThere = (link: string): boolean =>
      paths.some((path) => path === link || path.startsWith(`${link}/`))
    expect(links.filter((link) => !isThere(link))).toEqual([])
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
