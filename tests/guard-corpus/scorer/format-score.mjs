const percent = (part, whole) => (whole === 0 ? '–' : `${Math.round((part / whole) * 100)} %`)

function formatRow(name, leaks) {
  const count = (key) => leaks.filter((leak) => leak[key]).length
  const cells = ['found', 'rightTest', 'rightLine', 'topFrame'].map(
    (key) =>
      `${count(key)}/${leaks.length}`.padStart(9) + percent(count(key), leaks.length).padStart(7),
  )
  return `${name.padEnd(14)}${cells.join('')}`
}

function firstLines(text, count) {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, count)
    .map((line) => `      ${line.slice(0, 200)}`)
    .join('\n')
}

function describeFault(verdict) {
  const faults = verdict.leaks
    .filter(({ found, rightTest, rightLine }) => !(found && rightTest && rightLine))
    .map(({ test, kind, found, rightTest, rightLine }) => {
      const what = !found ? 'not found' : !rightTest ? 'wrong place' : 'wrong line'
      return `    ${what}${!rightLine && !rightTest && found ? ', wrong line' : ''}: ${kind} of ${test === null ? 'the file' : `"${test}"`}`
    })
  if (verdict.broken !== undefined) faults.push(`    broken case: ${verdict.broken.slice(0, 300)}`)
  if (verdict.hung) faults.push('    killed after the time limit')
  for (const text of verdict.blamed)
    faults.push(`    blamed without cause:\n${firstLines(text, 6)}`)
  return faults
}

/** The score of all verdicts as text: totals, kinds, and all that is wrong. */
export function formatScore(verdicts, { detector, together, verbose }) {
  const scored = verdicts.filter(({ broken, debatable }) => broken === undefined && !debatable)
  const leaky = scored.filter((one) => one.leaky)
  const clean = scored.filter((one) => !one.leaky)
  const leaks = leaky.flatMap((one) => one.leaks)
  const kinds = [...new Set(leaks.map(({ kind }) => kind))].toSorted((a, b) => a.localeCompare(b))
  const passing = leaky.filter(({ failsAnyway }) => !failsAnyway)
  const accused = clean.filter(({ blamed }) => blamed.length > 0)
  const lines = [
    `detector ${detector}, Node ${process.versions.node}${together ? ', in one run' : ''}`,
    `${leaky.length} leaking cases with ${leaks.length} leaks, ${clean.length} clean ones, ${verdicts.filter(({ debatable }) => debatable).length} debatable, ${verdicts.filter(({ broken }) => broken !== undefined).length} broken`,
    '',
  ]
  if (detector !== 'none') {
    lines.push(
      `${''.padEnd(14)}${'found'.padStart(16)}${'right test'.padStart(16)}${'right line'.padStart(16)}${'on top'.padStart(16)}`,
      ...kinds.map((kind) =>
        formatRow(
          kind,
          leaks.filter((leak) => leak.kind === kind),
        ),
      ),
      formatRow('all leaks', leaks),
      `cases that are exact (the expected tests fail and no other): ${leaky.filter(({ exact }) => exact).length}/${leaky.length}`,
      `leaking cases that fail the run, of those that would pass: ${passing.filter(({ failsRun }) => failsRun).length}/${passing.length}`,
      `leaking cases that blame an innocent test too: ${leaky.filter(({ blamed }) => blamed.length > 0).length}/${leaky.length}`,
      `false alarms: ${accused.length}/${clean.length}`,
    )
  }
  const slow = verdicts.filter(({ ms }) => !together && ms > 10_000)
  if (slow.length > 0) lines.push(`slow: ${slow.map(({ id, ms }) => `${id} ${ms} ms`).join(', ')}`)
  for (const one of verdicts.filter(({ debatable }) => debatable)) {
    lines.push(
      `debatable, not scored: ${one.id} ${one.leaks.some(({ found }) => found) ? 'is accused' : 'is quiet'}`,
    )
  }
  for (const verdict of verdicts) {
    if (verdict.debatable) continue
    const faults = detector === 'none' && verdict.broken === undefined ? [] : describeFault(verdict)
    if (faults.length === 0) continue
    lines.push('', `  ${verdict.id}  (${verdict.note})`, ...faults)
    if (verbose) lines.push(firstLines(verdict.output, 40))
  }
  return lines.join('\n')
}
