import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const root = new URL('../../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')

interface Manifest {
  scripts: Record<string, string>
  dependencies: Record<string, string>
}

interface Lock {
  packages: Record<
    string,
    { hasInstallScript?: boolean; dev?: boolean; optional?: boolean; peer?: boolean }
  >
}

describe('what is installed with the package', () => {
  test('runs no script of ours', () => {
    const { scripts } = JSON.parse(read('package.json')) as Manifest
    const names = ['preinstall', 'install', 'postinstall', 'prepublish', 'prepare']
    expect(names.filter((name) => name in scripts)).toEqual([])
  })

  test('runs no script of what we depend on', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as Lock
    const installed = Object.entries(packages).filter(([, { dev }]) => dev !== true)
    expect(installed.map(([path]) => path)).toContain('node_modules/@sinonjs/fake-timers')
    expect(installed.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([])
  })
})

describe('the workflows', () => {
  const files = readdirSync(new URL('.github/workflows/', root))

  test.for(files)('%s uses actions at commits, each with its version', (file) => {
    const uses = [...read(`.github/workflows/${file}`).matchAll(/uses: (.+)/g)]
    expect(uses.length).toBeGreaterThan(0)
    for (const [, action] of uses) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v[\d.]+$/)
  })

  test.for(files)('%s may do no more than read, unless a job says so', (file) => {
    expect(read(`.github/workflows/${file}`)).toMatch(/\npermissions:\n {2}contents: read\n/)
  })

  test('a release is published with provenance, after all that CI does', () => {
    const release = read('.github/workflows/release.yml')
    expect(release).toContain('id-token: write')
    const steps = ['run: bash .ci/run', 'run: npm publish --provenance --access public']
    const places = steps.map((step) => release.indexOf(step))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })
})
