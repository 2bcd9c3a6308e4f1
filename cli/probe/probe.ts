// probe/ is `vitest-shutdown probe`: it shuts down a real process by a signal. The command finds and
// transforms the program; `harness/process` runs and judges it.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '../../harness/model/report.ts'
import { ProbeError } from '../../harness/process/probe-options.ts'
import { probeProcess } from '../../harness/process/probe-process.ts'
import type { ProbeReport } from '../../harness/process/probe-report.ts'
import { formatProbe } from '../../harness/report/format-probe.ts'
import { createUnusableReport } from '../files/unusable-report.ts'
import { createScratch } from '../files/create-scratch.ts'
import { describeMissingModule, findModuleFile } from '../files/find-module-file.ts'
import { MAP_VARIABLE } from '../loader/module-hooks.ts'
import type { Output } from '../terminal/output.ts'
import type { ProbeCommand } from '../arguments/read-probe-command.ts'
import { ReportWriter } from '../files/report-writer.ts'
import { UsageError } from '../terminal/usage-error.ts'
import { openVitest } from '../vitest/open-vitest.ts'

/** Loaded into the process before the module, with the map of what Vite has made of it. */
const LOADER_URL = new URL('../loader/register-modules.js', import.meta.url).href

/** What Vitest sets in this process, and the program is not to see: it is not being tested by it. */
const VITEST_VARIABLES = [
  'VITEST',
  'VITE_USER_NODE_ENV',
  'TEST',
  'NODE_ENV',
  'MODE',
  'DEV',
  'PROD',
  'SSR',
  'BASE_URL',
]

/**
 * Runs `probe`: writes the text and the JSON, and returns the exit code.
 *
 * @throws {UsageError} when the process cannot be probed
 */
export async function probe(command: ProbeCommand, output: Output): Promise<number> {
  const directory = process.cwd()
  const { module, json } = command
  const files = json === undefined ? {} : { json }
  const writer = new ReportWriter(files, { directory, modules: [module], output })
  if (writer.isJsonOnStdout) output.reserveStdout()
  let report: ProbeReport
  try {
    report = await probeModule(command, directory)
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof ProbeError)) throw error
    const { message } = error
    const unusable: Report = await createUnusableReport({ module, message })
    await writer.write([unusable])
    throw new UsageError(message)
  }
  output.write(writer.isJsonOnStdout ? 'stderr' : 'stdout', (options) =>
    formatProbe(report, options),
  )
  await writer.write([report])
  return report.verdict === 'conforms' ? 0 : 1
}

async function probeModule(command: ProbeCommand, directory: string): Promise<ProbeReport> {
  const { name: _name, json: _json, module, ...options } = command
  const env = Object.fromEntries(VITEST_VARIABLES.map((key) => [key, process.env[key]]))
  const session = await openVitest(directory)
  const scratch = createScratch()
  try {
    const file = findModuleFile(module, directory)
    const path = file ?? (await session.resolve(module))
    if (path === undefined) throw new ProbeError(describeMissingModule(module, directory))
    const mapFile = join(scratch.path, 'modules.json')
    writeFileSync(mapFile, JSON.stringify(await session.collect(path)))
    await session.close()
    const report = await probeProcess({
      ...options,
      // Messages name it as the user did.
      module: file === undefined ? path : module,
      execArgv: ['--enable-source-maps', '--import', LOADER_URL],
      env: { ...env, [MAP_VARIABLE]: mapFile },
    })
    return { ...report, module }
  } finally {
    await session.close()
    scratch.remove()
  }
}
