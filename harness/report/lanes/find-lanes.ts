import type { TimelineEvent } from '../../model/report.ts'

/** Something that happens in a lane. */
export interface LaneItem {
  /** The index of the event that it begins with. */
  from: number
  /** The index of the event that it ends with: equal to `from` for what takes no time, undefined for what never ended. */
  to: number | undefined
  label: string
  /** A colour: of a run or call that failed, of a log line by its level. */
  tone: 'plain' | 'good' | 'warn' | 'bad'
  /** What is known of it, in a sentence. */
  title: string
}

/** A line of the drawing. */
export interface Lane {
  /** As the events say: `a`, `work`, …; `notes` for those that do not. */
  key: string
  label: string
  items: LaneItem[]
}

const ORDER = ['work', 'network', 'cleanup', 'log', 'timer', 'notes']

const LABELS: Readonly<Record<string, string>> = {
  work: 'runs',
  network: 'network',
  cleanup: 'cleanup',
  log: 'log',
  timer: 'timers',
  notes: 'notes',
}

/** Sorts events into lanes: the manager, each clone, the runs of the work, what was logged, and so on. */
export function findLanes(events: readonly TimelineEvent[]): Lane[] {
  const lanes = new Map<string, LaneItem[]>()
  const open = new Map<string, LaneItem>()
  for (const [index, event] of events.entries()) {
    const { lane = 'notes', begins, ends } = event
    const ended = ends === undefined || ends === begins ? undefined : open.get(`${lane} ${ends}`)
    if (ended !== undefined) {
      endItem(ended, index, event)
      continue
    }
    const item = createItem(index, event, lane)
    if (begins !== undefined && ends === undefined) open.set(`${lane} ${begins}`, item)
    const items = lanes.get(lane)
    if (items === undefined) lanes.set(lane, [item])
    else items.push(item)
  }
  const hasClones = lanes.has('b')
  return [...lanes]
    .map(([key, items]) => ({ key, label: labelLane(key, hasClones), items }))
    .toSorted((a, b) => rank(a.key) - rank(b.key) || (a.key < b.key ? -1 : 1))
}

function rank(key: string): number {
  return isHandle(key) ? -1 : ORDER.indexOf(key) + 1 || ORDER.length
}

/** Whether a lane is that of a manager or clone. */
export function isHandle(key: string): boolean {
  return /^[a-z]$/.test(key)
}

function labelLane(key: string, hasClones: boolean): string {
  if (!isHandle(key)) return LABELS[key] ?? key
  if (!hasClones) return 'manager'
  return key === 'a' ? 'a (manager)' : `${key} (clone)`
}

function createItem(index: number, event: TimelineEvent, lane: string): LaneItem {
  const { event: text, atMs, begins, ends, label = text } = event
  return {
    from: index,
    to: begins !== undefined && ends === undefined ? undefined : index,
    label,
    tone: findTone(lane, event),
    title: `${atMs} ms: ${text}`,
  }
}

function endItem(item: LaneItem, index: number, { event, atMs, failed }: TimelineEvent): void {
  item.to = index
  item.title += `; ${atMs} ms: ${event}`
  item.tone = failed === true ? 'bad' : 'good'
}

function findTone(lane: string, { level, failed }: TimelineEvent): LaneItem['tone'] {
  if (lane === 'timer') return 'warn'
  if (level === 'error' || (lane === 'network' && failed === true)) return 'bad'
  return level === 'warn' ? 'warn' : 'plain'
}
