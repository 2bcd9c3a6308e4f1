import { readFileSync } from 'node:fs'

/** The versions of Node, by their major; the running one stands in for its own major. */
const NODES = { 20: '20.20.2', 22: '22.23.3', 24: '24.21.0', 26: '26.12.1' }

export const NODE_MAJORS = Object.keys(NODES).map(Number)

/** Each has a project with a lock of its own: vitest-4/, vitest-5/. */
export const VITEST_MAJORS = [4, 5]

export const POOLS = ['forks', 'threads', 'vmThreads']

export const BUN = '1.4.5'
export const DENO = '2.9.6'
export const PNPM = '9.15.9'
export const YARN = '4.18.1'

const [runningMajor] = process.versions.node.split('.').map(Number)

/** The version of Node of this major that the cells are run on. */
export function nodeVersion(major) {
  return major === runningMajor ? process.versions.node : NODES[major]
}

/** The version of Vitest in the lock of this major. */
export function vitestVersion(major) {
  const file = new URL(`vitest-${major}/package.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')).devDependencies.vitest
}
