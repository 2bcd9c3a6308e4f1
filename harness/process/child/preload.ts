/**
 * Loaded into the probed process before anything else. It must be loaded by `--import`: what the
 * module opens as it is loaded is to be seen too.
 */
import { isMainThread } from 'node:worker_threads'
import { pathToFileURL } from 'node:url'
import { type ChildPlan, PLAN_VARIABLE, SCENARIO_VARIABLE } from '../child-record.ts'
import { raiseStackLimit, STACK_FRAMES } from '../../stack/call-sites.ts'
import { SubjectError } from '../../model/subject.ts'
import type { SignalWatch } from './observe-signals.ts'

const text = process.env[PLAN_VARIABLE]
// Processes and threads that the program starts inherit the flag, and are none of our business.
if (text !== undefined && isMainThread) {
  Reflect.deleteProperty(process.env, PLAN_VARIABLE)
  const plan = JSON.parse(text) as ChildPlan
  process.env[SCENARIO_VARIABLE] = plan.scenario
  await observe(plan)
}

async function observe(plan: ChildPlan): Promise<void> {
  raiseStackLimit(STACK_FRAMES.probe)
  // why-is-node-running sees what is opened from here on.
  const [
    { reportHoldersLater, reportHoldersOnDemand },
    { observeExit },
    { observeOutput },
    { observeSignals },
    { endStart, noteFirstInstruction, observeStart },
    { observeOrigins },
    { observeProgram },
  ] = await Promise.all([
    import('./report-holders.ts'),
    import('./observe-exit.ts'),
    import('./observe-output.ts'),
    import('./observe-signals.ts'),
    import('./observe-start.ts'),
    import('./observe-origins.ts'),
    import('./observe-program.ts'),
    import('./watch-parent.ts').then(({ watchParent }) => {
      watchParent(plan.parent)
    }),
  ])
  if (plan.scenario === 'hung' || plan.scenario === 'failing') {
    const { observeEnvironment } = await import('./observe-environment.ts')
    observeEnvironment()
  }
  reportHoldersOnDemand()
  observeStart(plan)
  const signals = observeSignals(plan)
  observeOutput()
  observeExit(signals)
  observeProgram(plan)
  signals.onFirst(() => {
    endStart()
    reportHoldersLater(plan.askAfterMs)
  })
  // Not before the module is the main one: by now it is being loaded, and is only waited for.
  setImmediate(() => {
    void load(plan, signals)
  })
  observeOrigins()
  noteFirstInstruction()
}

async function load(plan: ChildPlan, signals: SignalWatch): Promise<void> {
  const { tell } = await import('./record-pipe.ts')
  const { noteMilestone } = await import('./observe-start.ts')
  tell({ type: 'started' })
  let exported: unknown
  try {
    const namespace = (await import(pathToFileURL(plan.module).href)) as { default?: unknown }
    exported = unwrap(namespace.default)
  } catch {
    // Node says what went wrong, and ends the process.
    return
  }
  try {
    const { readExport } = await import('./read-export.ts')
    const found = readExport(exported, plan)
    // A server framework is a function too: with handlers of its own, the module is a program.
    const hasHandlers = process.listenerCount(plan.signal) > 0
    if (found.kind === 'program' || (found.kind === 'factory' && hasHandlers)) {
      tell({ type: 'loaded' })
      noteMilestone('loads')
      return
    }
    const { runSubject } = await import('./run-subject.ts')
    await runSubject(found, plan, signals)
  } catch (error) {
    const isOurs = error instanceof SubjectError
    tell({ type: 'unusable', message: isOurs ? error.message : String(error) })
  }
}

/** CommonJS that was compiled from an ES module carries its default export one level down. */
function unwrap(exported: unknown): unknown {
  const isNested = typeof exported === 'object' && exported !== null && '__esModule' in exported
  return isNested ? (exported as { default?: unknown }).default : exported
}
