import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'

/** A temporary folder of one check. */
export interface Scratch {
  path: string
  remove(): void
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Makes a temporary folder that is also removed when the process is interrupted. */
export function createScratch(): Scratch {
  const path = mkdtempSync(join(realpathSync(tmpdir()), 'vitest-shutdown-'))
  const clean = (): void => {
    rmSync(path, { recursive: true, force: true })
  }
  process.on('exit', clean)
  for (const signal of SIGNALS) process.on(signal, interrupt)
  return {
    path,
    remove: () => {
      process.off('exit', clean)
      for (const signal of SIGNALS) process.off(signal, interrupt)
      clean()
    },
  }
}

/** Without a listener a signal ends the process at once, and no `exit` listener is called. */
function interrupt(signal: NodeJS.Signals): void {
  process.exit(128 + constants.signals[signal])
}
