import { join } from 'node:path'
import { writeConsumer, writeJson } from './consumer.mjs'
import { installProgram } from './install-runtime.mjs'
import { runProcess } from './run-process.mjs'
import { PNPM, vitestVersion, YARN } from './versions.mjs'

export const LAYOUTS = {
  pnpm: {
    title: `pnpm ${PNPM}, strict`,
    program: ['pnpm', PNPM, 'bin/pnpm.cjs'],
    install: ['install', '--ignore-scripts'],
    start: (program) => (name) => [process.execPath, program, 'exec', name],
    prepare: () => ({}),
  },
  yarn: {
    title: `Yarn ${YARN}, Plug'n'Play`,
    program: ['@yarnpkg/cli-dist', YARN, 'bin/yarn.js'],
    install: ['install'],
    start: (program) => (name) => [process.execPath, program, 'run', name],
    prepare: prepareYarn,
  },
}

/**
 * Creates the project of a user of another package manager, with the tarball installed.
 *
 * @returns `{ folder, start }`, where `start(name)` is how a program of the project is started, or
 * `{ reason }` where the package manager is not to be had
 * @throws {Error} when it fails
 */
export async function installLayout(name, tarball) {
  const layout = LAYOUTS[name]
  const { path, reason } = await installProgram(...layout.program)
  if (path === undefined) return { reason }
  const folder = writeConsumer(name)
  writeJson(folder, 'package.json', {
    name: 'consumer',
    private: true,
    type: 'module',
    devDependencies: {
      '@types/node': '20.19.43',
      // Yarn patches the compiler for its layout, and knows no later one.
      typescript: '5.9.3',
      vitest: vitestVersion(4),
      'vitest-shutdown': `file:${tarball}`,
    },
  })
  const settings = await layout.prepare(folder)
  const { code, output } = await runProcess(process.execPath, [path, ...layout.install], {
    cwd: folder,
    env: settings,
  })
  if (code !== 0) throw new Error(`${layout.title} failed:\n${output}`)
  return { folder, start: layout.start(path) }
}

/** Yarn reads no .npmrc: it is told what npm knows. */
async function prepareYarn(folder) {
  const [registry, cafile] = await Promise.all(['registry', 'cafile'].map(readNpmSetting))
  writeJson(folder, '.yarnrc.yml', {
    nodeLinker: 'pnp',
    enableTelemetry: false,
    enableScripts: false,
    enableImmutableInstalls: false,
    npmRegistryServer: registry.replace(/\/$/, ''),
    ...(cafile === 'null' ? {} : { httpsCaFilePath: cafile }),
  })
  // Without a lock of its own, it takes itself to be in the project around it.
  writeJson(folder, 'yarn.lock', {})
  return {}
}

async function readNpmSetting(name) {
  const { stdout } = await runProcess('npm', ['config', 'get', name], {
    cwd: join(import.meta.dirname),
    shell: process.platform === 'win32',
  })
  return stdout.trim()
}
