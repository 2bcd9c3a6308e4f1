/** Breaks EXPLORE-01: what a call writes into the state while the run is journalled, the loop writes over. */
import { timeoutSteps, timeoutSubject, type TimeoutState } from '../bases/timeout-steps.ts'

/** Runs a job and notes it in the journal. */
async function run(state: TimeoutState): Promise<void> {
  await timeoutSteps.run(state)
  if (state.phase !== 'on') return
  await Promise.resolve()
  state.phase = 'on'
}

async function runWithoutState(state: TimeoutState): Promise<void> {
  await timeoutSteps.run(state)
  await Promise.resolve()
}

export const subject = timeoutSubject('journalling-runner', { run })
export const mended = timeoutSubject('journalling-runner, mended', { run: runWithoutState })
