import { runProcess } from './run-process.mjs'

/** Ways to configure a project that change how the declarations are read. */
export const TYPE_OPTIONS = [
  [],
  ['--lib', 'es2023,esnext.disposable,dom'],
  ['--module', 'esnext', '--moduleResolution', 'bundler'],
]

/**
 * Type-checks a consumer, and all the declarations that it reads.
 *
 * @param compiler the program and the arguments that start the compiler
 * @param configurations default: as the project has it
 * @returns what is wrong; empty where nothing is
 */
export async function runTypes(folder, [program, ...compiler], configurations = [[]]) {
  const problems = []
  for (const options of configurations) {
    const args = [...compiler, '-p', '.', '--pretty', 'false', ...options]
    const { code, output } = await runProcess(program, args, { cwd: folder })
    if (code !== 0) problems.push(`tsc ${options.join(' ')}:\n${output}`)
  }
  return problems
}
