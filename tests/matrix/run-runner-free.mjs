import { cpSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { failed } from './outcome.mjs'
import { runProcess } from './run-process.mjs'

const SCRIPT = 'check-heartbeat.mjs'
const LIMIT_MS = 120_000

/** The names of the features in the script. */
export const FEATURES = [
  'conformance',
  'explorer',
  'virtual clock',
  'open handles',
  'shutdown',
  'drop',
]

/**
 * Runs what a program without a test runner does with the package.
 *
 * @param runtime the program and the arguments that start a script
 * @returns by the name of each feature, its outcome
 */
export async function runRunnerFree(folder, [program, ...args]) {
  cpSync(fileURLToPath(new URL(`runner-free/${SCRIPT}`, import.meta.url)), `${folder}/${SCRIPT}`)
  const { code, stdout, output } = await runProcess(program, [...args, SCRIPT], {
    cwd: folder,
    limitMs: LIMIT_MS,
  })
  try {
    return JSON.parse(stdout)
  } catch {
    const outcome = failed(`exit ${code}, and no result. It printed:\n${output}`)
    return Object.fromEntries(FEATURES.map((name) => [name, outcome]))
  }
}
