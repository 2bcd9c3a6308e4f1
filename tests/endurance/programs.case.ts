import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { probeProcess, type ProbeOptions, type ProbeReport } from 'vitest-shutdown/harness'
import { brokenPrograms } from '../broken/process/index.ts'
import { correctPrograms } from '../correct/process-programs.ts'
import { maskReport } from '../harness/process/mask-report.ts'

const {
  ENDURANCE_RUNS = '2',
  ENDURANCE_MS = '60000',
  ENDURANCE_TOGETHER = '2',
  ENDURANCE_PROGRAMS = '',
  ENDURANCE_FILE,
} = process.env

/** One program, and how its probes have agreed. */
interface Tally {
  program: string
  runs: number
  /** How often the rules that it breaks were those of the first run. */
  sameVerdict: number
  /** How often the whole text was that of the first run. */
  sameText: number
  differences: string[]
}

interface Subject {
  program: string
  options: Partial<ProbeOptions>
  /** The rules that it must break. */
  breaks: readonly string[]
}

const wanted = ENDURANCE_PROGRAMS.split(',').filter((name) => name !== '')
const subjects: Subject[] = [
  ...brokenPrograms.map(({ file, options = {}, breaks }) => ({
    program: `broken/process/${file}`,
    options,
    breaks,
  })),
  ...correctPrograms.map(({ file, options }) => ({
    program: `correct/process/${file}`,
    options,
    breaks: [],
  })),
].filter(({ program }) => wanted.length === 0 || wanted.some((name) => program.includes(name)))

function listBroken({ rules }: ProbeReport): string {
  return rules.flatMap(({ id, status }) => (status === 'fail' ? [id] : [])).join(' ')
}

/** The lines that only one of two texts has. */
function diff(before: string, after: string): string {
  const [old, fresh] = [before.split('\n'), after.split('\n')]
  const gone = old.filter((line) => !fresh.includes(line)).map((line) => `- ${line}`)
  const come = fresh.filter((line) => !old.includes(line)).map((line) => `+ ${line}`)
  return [...gone, ...come].join('\n')
}

// Each round probes every program once: what the time is too short for is told of all alike.
test('each program is told the same each time', async () => {
  const endMs = performance.now() + Number(ENDURANCE_MS)
  const tallies = subjects.map(({ program }): Tally => {
    return { program, runs: 0, sameVerdict: 0, sameText: 0, differences: [] }
  })
  const firsts = new Map<Tally, string>()
  const probe = async ({ program, options, breaks }: Subject, tally: Tally): Promise<void> => {
    let text: string
    let isSame = false
    try {
      const report = await probeProcess({ module: `tests/${program}`, ...options })
      text = maskReport(report)
      isSame = listBroken(report) === breaks.join(' ')
    } catch (error) {
      text = String(error)
    }
    const first = firsts.get(tally) ?? text
    firsts.set(tally, first)
    tally.runs += 1
    tally.sameVerdict += Number(isSame)
    tally.sameText += Number(text === first)
    if (text !== first) tally.differences.push(diff(first, text))
    if (ENDURANCE_FILE !== undefined) writeFileSync(ENDURANCE_FILE, JSON.stringify(tallies))
  }
  const queue = Array.from({ length: Number(ENDURANCE_RUNS) }, () => [...subjects.entries()]).flat()
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [index, subject] = next
      const tally = tallies[index]
      if (tally === undefined || performance.now() > endMs) return
      await probe(subject, tally)
    }
  }
  await Promise.all(Array.from({ length: Number(ENDURANCE_TOGETHER) }, work))
  expect(
    tallies.filter(({ runs, sameText, sameVerdict }) => sameText + sameVerdict < 2 * runs),
  ).toEqual([])
})
