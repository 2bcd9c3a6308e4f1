import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/**
 * Whether processes of a group are alive.
 *
 * Where there is no `/proc`, one that has ended and was not yet waited for counts as alive. Windows
 * has no groups: there it is never so.
 *
 * @param group the id of the process that leads it
 */
export function hasLivingProcess(group: number): boolean {
  if (process.platform === 'win32') return false
  try {
    process.kill(-group, 0)
  } catch (error) {
    // Not allowed means that there is one.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  const states = findStates(group)
  return states === undefined || states.some((state) => state !== 'Z' && state !== 'X')
}

/** The states of the processes of a group, or undefined where the system does not tell. */
function findStates(group: number): string[] | undefined {
  if (process.platform !== 'linux') return undefined
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        const [, state, id] = /\) (\S) \d+ (\d+)/.exec(readStat(pid)) ?? []
        return state !== undefined && Number(id) === group ? [state] : []
      })
  } catch {
    return undefined
  }
}

function readStat(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1')
  } catch {
    // It has ended meanwhile.
    return ''
  }
}

/** Ends a process and whatever it has started: its group, or on Windows the tree under it. */
export function killGroup(leader: number): void {
  try {
    if (process.platform === 'win32') {
      spawnSync('taskkill', ['/pid', String(leader), '/t', '/f'], { windowsHide: true })
    } else {
      process.kill(-leader, 'SIGKILL')
    }
  } catch {
    // There is nobody left.
  }
}
