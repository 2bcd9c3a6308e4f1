/** Where a file of the corpus is in the project: a vendored one is in node_modules. */
const localPath = (file) => file.replace(/^vendor\//, 'node_modules/')

/** Whether errors name one of `lines`, in their text or in their frames. */
function findLine(errors, lines) {
  return errors.some(({ text, frames }) =>
    lines.some(({ file, line }) => {
      const path = localPath(file)
      const inText = new RegExp(`${path.replaceAll('.', String.raw`\.`)}:${line}(?!\\d)`).test(text)
      return inText || frames.some((frame) => frame.file.endsWith(path) && frame.line === line)
    }),
  )
}

/** Whether the first frame of an error, the one with the code frame, is one of `lines`. */
function leads(errors, lines) {
  return errors.some(({ frames: [first] }) =>
    lines.some(({ file, line }) => first?.file.endsWith(localPath(file)) && first.line === line),
  )
}

/** What is wrong with a case before any detector looks at it. */
function findBreakage(one, run) {
  if (run.hung) return 'hangs'
  if (run.result === undefined) return 'has no result'
  if (run.unhandled.length > 0) return `has unhandled errors: ${run.unhandled[0].text}`
  const [error] = run.result.errors
  if (error !== undefined) return `fails as a file: ${error.text}`
  for (const { name, state, errors } of run.result.tests) {
    const expected = one.alsoFails.has(name) || one.poisoned.has(name)
    if (expected !== (state === 'failed')) return `${name} ${state}: ${errors[0]?.text ?? ''}`
  }
  for (const { test } of one.leaks) {
    if (test !== null && !run.result.tests.some(({ name }) => name === test)) {
      return `has no test "${test}"`
    }
  }
  return undefined
}

/** Which leaks Vitest's flag prints; it names no test and fails nothing. */
function judgeFlag(one, run) {
  const at = run.output.search(/Async Leaks \d/)
  const report = at < 0 ? '' : run.output.slice(at)
  const heads = report.split(/\n(?=\w+ leaking in )/).slice(1)
  const own = heads.filter((text) => text.includes(one.file))
  const errors = own.map((text) => ({ text, frames: [] }))
  const leaks = one.leaks.map((leak) => ({
    ...leak,
    found: findLine(errors, leak.lines) || (one.leaks.length === 1 && own.length > 0),
    rightTest: false,
    rightLine: findLine(errors, leak.lines),
  }))
  const blamed = one.leaky ? [] : own.map((text) => text.trim())
  return { leaks, blamed, exact: false, failsRun: run.exitCode !== 0 }
}

function judgeGuard(one, run) {
  const { tests, errors: fileErrors } = run.result
  const byName = new Map(tests.map((test) => [test.name, test]))
  const everything = [...tests.flatMap(({ errors }) => errors), ...fileErrors, ...run.unhandled]
  const excused = new Set()
  const leaks = one.leaks.map((leak) => {
    const test = byName.get(leak.test)
    const own = test?.errors ?? []
    const ownLine = findLine(own, leak.lines)
    const fileLine = findLine(fileErrors, leak.lines)
    const mayBeFile = leak.test === null || leak.orFile
    const inTest =
      leak.test !== null &&
      (one.alsoFails.has(leak.test)
        ? ownLine
        : test?.state === 'failed' || (leak.reported && ownLine))
    const inFile = mayBeFile && fileErrors.length > 0
    if (inTest && test?.state === 'failed') excused.add(leak.test)
    const lineElsewhere = findLine(everything, leak.lines)
    return {
      ...leak,
      found: inTest || inFile || lineElsewhere || (one.leaks.length === 1 && failsMore(one, run)),
      rightTest: inTest || inFile,
      rightLine: (inTest && ownLine) || (inFile && fileLine),
      topFrame: (inTest && leads(own, leak.lines)) || (inFile && leads(fileErrors, leak.lines)),
    }
  })
  const blamed = tests
    .filter(
      ({ name, state }) => state === 'failed' && !excused.has(name) && !one.alsoFails.has(name),
    )
    .map(({ name, errors }) => `test "${name}": ${errors[0]?.text ?? ''}`)
  // A test that fails by itself and leaves nothing open must have its own error and no more.
  for (const { name, errors } of tests) {
    if (one.leaky || !one.alsoFails.has(name) || errors.length < 2) continue
    blamed.push(`test "${name}", second error: ${errors[1].text}`)
  }
  const fileIsRight = one.leaks.some(({ test, orFile }) => test === null || orFile)
  if (!fileIsRight) blamed.push(...fileErrors.map(({ text }) => `file: ${text}`))
  blamed.push(...run.unhandled.map(({ text }) => `unhandled: ${text}`))
  const exact = blamed.length === 0 && leaks.every(({ rightTest }) => rightTest)
  return { leaks, blamed, exact, failsRun: run.exitCode !== 0 }
}

function failsMore(one, run) {
  return (
    run.result.errors.length > 0 ||
    run.unhandled.length > 0 ||
    run.result.tests.some(({ name, state }) => state === 'failed' && !one.alsoFails.has(name))
  )
}

/** Judges what a detector made of a case; `plain` is the run without one, where there was any. */
export function judgeCase(one, run, { detector, plain }) {
  const { id, note, leaky, debatable } = one
  const broken = findBreakage(one, plain ?? (detector === 'none' ? run : undefined) ?? run)
  const failsAnyway = one.alsoFails.size > 0 || one.poisoned.size > 0
  const head = {
    id,
    note,
    leaky,
    debatable,
    failsAnyway,
    ms: run.ms,
    hung: run.hung,
    output: run.output,
  }
  if (broken !== undefined && (plain !== undefined || detector === 'none')) {
    return { ...head, broken, leaks: [], blamed: [], exact: false, failsRun: false }
  }
  if (run.result === undefined) {
    const leaks = one.leaks.map((leak) => ({
      ...leak,
      found: false,
      rightTest: false,
      rightLine: false,
    }))
    return { ...head, leaks, blamed: ['no result'], exact: false, failsRun: run.exitCode !== 0 }
  }
  const judged = detector === 'flag' ? judgeFlag(one, run) : judgeGuard(one, run)
  return { ...head, ...judged }
}
