import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CheckPlan } from './check-record.ts'
import { TEST_FILE_SUFFIX } from './worker/source-position.ts'

/** The built file that runs in the worker process. */
const CHECK_MODULE_URL = new URL('./worker/check-module.js', import.meta.url).href

/**
 * Writes the test file that checks one module, and returns its path.
 *
 * A file of its own per module gives each module a process of its own. The user's module is imported
 * by the file, hence through Vite; this package is imported by Node, hence neither transformed nor
 * loaded twice when the user's module imports it too.
 */
export function writeTestFile(
  directory: string,
  name: string,
  options: { plan: CheckPlan; modulePath: string },
): string {
  const path = join(directory, `${name}${TEST_FILE_SUFFIX}`)
  const modulePath = options.modulePath.replaceAll('\\', '/')
  writeFileSync(
    path,
    `// @vitest-environment node
import vm from 'node:vm'
import { test, vi } from 'vitest'

const importWithNode = new vm.Script('(url) => import(url)', {
  importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
}).runInThisContext()

// Loaded while Vitest collects the test; a failure is met where it is awaited.
const checking = importWithNode(${JSON.stringify(CHECK_MODULE_URL)})
checking.catch(() => {})

test('check', async () => {
  const hasFakeTimers = vi.isFakeTimers()
  const { checkModule } = await checking
  const load = () => import(${JSON.stringify(modulePath)})
  await checkModule(${JSON.stringify(options.plan)}, { hasFakeTimers, load })
}, 0)
`,
  )
  return path
}
