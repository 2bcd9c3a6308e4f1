import { installProgram } from '../install-runtime.mjs'
import { skipped } from '../outcome.mjs'
import { FEATURES, runRunnerFree } from '../run-runner-free.mjs'
import { BUN, DENO } from '../versions.mjs'

const { platform, arch } = process
const EXE = platform === 'win32' ? '.exe' : ''

const RUNTIMES = {
  node: {
    title: `Node ${process.versions.node}`,
    install: () => ({ path: process.execPath }),
    args: [],
  },
  deno: {
    title: `Deno ${DENO}`,
    install: () =>
      installProgram(
        `@deno/${platform}-${arch}${platform === 'linux' ? '-glibc' : ''}`,
        DENO,
        `deno${EXE}`,
      ),
    args: ['run', '--allow-all', '--no-lock'],
  },
  bun: {
    title: `Bun ${BUN}`,
    install: () =>
      installProgram(
        `@oven/bun-${platform === 'win32' ? 'windows' : platform}-${arch === 'arm64' ? 'aarch64' : arch}`,
        BUN,
        `bin/bun${EXE}`,
      ),
    args: ['run'],
  },
}

/** Runtimes by what a program without a test runner does with the package. */
export function listRunnerFreeCells(shared) {
  return Object.entries(RUNTIMES).flatMap(([name, { title, install, args }]) =>
    FEATURES.map((column) => ({
      table: 'runner-free',
      id: `runner-free ${name} ${column}`,
      row: title,
      column,
      async run() {
        const { path, reason } = await shared.once(`install ${name}`, install)
        if (path === undefined) return skipped(reason)
        const folder = await shared.consumer(4)
        const results = await shared.once(`runner-free ${name}`, () =>
          runRunnerFree(folder, [path, ...args]),
        )
        return { reason: '', ...results[column] }
      },
    })),
  )
}
