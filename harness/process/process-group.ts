import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** A process that is alive. */
export interface LivingProcess {
  pid: number
  /** Its command line; empty where the system does not tell. */
  command: string
}

/**
 * Whether processes of a group are alive.
 *
 * Without `/proc`, a process that has ended and was not yet waited for counts as alive. Windows has no
 * groups: the answer there is always no.
 *
 * @param group the id of the process that leads it
 */
export function hasLivingProcess(group: number): boolean {
  if (process.platform === 'win32') return false
  if (!isAlive(-group)) return false
  const members = readGroup(group)
  return members === undefined || members.length > 0
}

/** The processes of a group that are alive; none on Windows. */
export function findGroupMembers(group: number): LivingProcess[] {
  if (process.platform === 'win32' || !isAlive(-group)) return []
  const pids = readGroup(group)
  if (pids !== undefined) return pids.map((pid) => ({ pid, command: readCommand(pid) }))
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,pgid=,args='], { encoding: 'utf8' })
  return (stdout ?? '').split('\n').flatMap((line) => {
    const [, pid, id, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    return Number(id) === group ? [{ pid: Number(pid), command }] : []
  })
}

/** Whether a process is alive, or with a negative id whether one of a group is. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // Not allowed means that there is one.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return pid < 0 || !isOver(readStat(String(pid))[0])
}

/** The ids of the living processes of a group, or undefined where the system does not tell. */
function readGroup(group: number): number[] | undefined {
  if (process.platform !== 'linux') return undefined
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        const [state, id] = readStat(pid)
        return state !== undefined && id === group && !isOver(state) ? [Number(pid)] : []
      })
  } catch {
    return undefined
  }
}

/** A zombie, which nobody has waited for yet, or what is left of one. */
function isOver(state: string | undefined): boolean {
  return state === 'Z' || state === 'X'
}

/** The state and the group of a process; nothing where it has ended, or where there is no `/proc`. */
function readStat(pid: string): [state?: string, group?: number] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const [, state, group] = /\) (\S) \d+ (\d+)/.exec(text) ?? []
    return state === undefined ? [] : [state, Number(group)]
  } catch {
    return []
  }
}

/**
 * What a process has done until now: two answers alike say that it has come to rest. Undefined where the
 * system does not tell.
 */
export function readActivity(pid: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The state, which changes from one look to the next while it runs or wants to, and the time it took.
    const [, state = '', ticks = ''] = /\) (\S)(?: -?\d+){10} (\d+ \d+)/.exec(text) ?? []
    return state === 'R' || state === 'D' ? `${ticks} ${performance.now()}` : ticks
  } catch {
    return undefined
  }
}

function readCommand(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
  } catch {
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
