// vitest/ runs the Vitest and the Vite config of the user, and is the only folder of the command that
// touches `vitest/node`. The commands see a `VitestSession` or an exit code.

import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, relative, sep } from 'node:path'
import { Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import type { ViteUserConfig } from 'vitest/config'
import type { TestModule, Vitest, TestProject } from 'vitest/node'
import { findUserFrame } from '../../harness/stack/user-frame.ts'
import { UsageError } from '../terminal/usage-error.ts'
import type { StackFrame } from '../../harness/stack/stack-frame.ts'
import { findSourcePosition } from './find-source-position.ts'
import type { ModuleMap } from '../loader/module-hooks.ts'
import { collectModules } from './collect-modules.ts'
import { findVitest } from './find-vitest.ts'
import { type ProcessExit, WorkerProcesses } from './worker-processes.ts'

/** How long Vitest may take to close; it waits for ever for a worker process that it lost. */
const CLOSE_MS = 5000

/** A test file, and the module of the user that decides which project it belongs to. */
interface TestFile {
  path: string
  modulePath: string
}

/** Why something could not be checked. */
export interface Reason {
  message: string
  /** The user's frame nearest to the cause. */
  frame?: string
}

/** The user's Vitest, started on the user's config, without any output of its own. */
export interface VitestSession {
  /** The file that a module name means: resolved by Vite, so aliases and packages work. */
  resolve(name: string): Promise<string | undefined>
  /** A module and all it imports, as Vite makes them, for a process that Node alone runs. */
  collect(path: string): Promise<ModuleMap>
  /** Runs test files, each in a process of its own; returns what went wrong by test file. */
  run(files: readonly TestFile[]): Promise<Map<string, Reason>>
  /** The position in the source of a position in the code that Vite made of it. */
  toSource(position: StackFrame): StackFrame
  /** How a worker process ended, where it has. */
  findExit(pid: number | undefined): ProcessExit | undefined
  /** Ends all worker processes at once, for when they do not end by themselves. */
  killWorkers(): void
  close(): Promise<void>
}

/**
 * Starts Vitest on the config of a directory.
 *
 * @throws {UsageError} when it cannot start.
 */
export async function openVitest(directory: string): Promise<VitestSession> {
  const { createVitest } = await findVitest(directory)
  const workers = new WorkerProcesses()
  // What `vitest run` sets, and config files ask for.
  process.env.VITEST = 'true'
  process.env.TEST = 'true'
  process.env.NODE_ENV ??= 'test'
  const vitest = await createVitest(
    'test',
    {
      root: directory,
      watch: false,
      ui: false,
      api: false,
      reporters: [{}],
      pool: 'forks',
      isolate: true,
      // Its results would replace those of the user's own tests.
      cache: false,
      coverage: { enabled: false },
      typecheck: { enabled: false },
      detectAsyncLeaks: false,
      testTimeout: 0,
      retry: 0,
      bail: 0,
      passWithNoTests: true,
      dangerouslyIgnoreUnhandledErrors: true,
    },
    OVERRIDES,
    { stdout: createSink(), stderr: createSink() },
  ).catch((error: unknown) => {
    throw new UsageError(`Vitest could not start: ${formatError(error)}`)
  })
  return {
    resolve: (name) => resolveName(vitest, name, directory),
    collect: (path) => collectModules(findProject(vitest, path), path),
    run: (files) => runTestFiles(vitest, files),
    toSource: (position) => findSourcePosition(vitest, position),
    findExit: (pid) => workers.findExit(pid),
    killWorkers: () => {
      workers.kill()
    },
    close: async () => {
      await Promise.race([vitest.close(), sleep(CLOSE_MS, undefined, { ref: false })])
      workers.kill()
    },
  }
}

/** The modules of this package, once they are compiled. */
const OWN_MODULES = new RegExp(
  `^${fileURLToPath(new URL('../../', import.meta.url))
    .replaceAll(sep, '/')
    .replaceAll(/\W/g, String.raw`\$&`)}.*\\.js$`,
)

/** What the options above, those of Vitest's command line, have no say over. */
const OVERRIDES: ViteUserConfig = {
  test: { browser: { enabled: false } },
  plugins: [
    {
      name: 'vitest-shutdown',
      config: ({ test }) => ({
        test: {
          // Vitest leaves one processor to its own process, which has next to nothing to do here.
          ...(test?.maxWorkers === undefined ? { maxWorkers: availableParallelism() } : {}),
          // A package that is linked, as in a workspace, is taken as it is too: it has nothing to transform.
          server: { deps: { external: [OWN_MODULES] } },
        },
      }),
    },
  ],
}

/** Vitest's own words on a run are of no use to the user: the report is ours. */
function createSink(): Writable {
  return new Writable({
    write: (_chunk, _encoding, done) => {
      done()
    },
  })
}

async function resolveName(
  vitest: Vitest,
  name: string,
  directory: string,
): Promise<string | undefined> {
  const project = findProject(vitest, directory)
  const resolved = await project.vite.environments.ssr.pluginContainer
    .resolveId(name, join(directory, 'package.json'))
    .catch(() => null)
  const path = resolved?.id.replace(/[?#].*$/, '')
  return path !== undefined && existsSync(path) ? path : undefined
}

async function runTestFiles(
  vitest: Vitest,
  files: readonly TestFile[],
): Promise<Map<string, Reason>> {
  const specifications = files.map(({ path, modulePath }) => {
    const project = findProject(vitest, modulePath)
    // Transformed while the worker process starts. What fails here fails there again, and is reported.
    for (const file of [path, modulePath]) void project.vite.warmupRequest(file, { ssr: true })
    return project.createSpecification(path, undefined, 'forks')
  })
  const { testModules } = await vitest.runTestSpecifications(specifications)
  return new Map(
    testModules.flatMap((testModule) => {
      const error = findError(testModule)
      return error === undefined ? [] : [[testModule.moduleId, error]]
    }),
  )
}

/** An error of a setup file or a hook of the user: the check itself records its own. */
function findError(testModule: TestModule): Reason | undefined {
  const [error] = [
    ...testModule.errors(),
    ...[...testModule.children.allTests()].flatMap((test) => test.result().errors ?? []),
  ]
  if (error === undefined) return undefined
  const message = stripVTControlCharacters(`${error.name}: ${error.message}`)
  const frame = findUserFrame(error)
  return frame === undefined ? { message } : { message, frame }
}

function formatError(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(formatError).join('; ')
  const text = error instanceof Error ? error.message : String(error)
  return stripVTControlCharacters(text)
}

/**
 * The project of the user's config that a file belongs to: the one with the nearest root above it.
 *
 * Where no root is above it the first project is taken. Projects that run in a browser are passed
 * over: a check needs Node.
 */
function findProject(vitest: Vitest, path: string): TestProject {
  const projects = vitest.projects.filter((project) => !project.config.browser?.enabled)
  const [first = vitest.getRootProject()] = projects
  const around = projects.filter((project) => !relative(project.config.root, path).startsWith('..'))
  return (
    around.reduce<TestProject | undefined>(
      (nearest, project) =>
        nearest !== undefined && nearest.config.root.length >= project.config.root.length
          ? nearest
          : project,
      undefined,
    ) ?? first
  )
}
