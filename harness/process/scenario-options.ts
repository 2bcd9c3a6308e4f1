import type { EarlyMoment, Scenario } from './child-record.ts'
import type { EndWay } from './end-way.ts'
import type { ResolvedProbeOptions } from './probe-options.ts'

/** What one run needs to know. */
export interface ScenarioOptions extends ResolvedProbeOptions {
  scenario: Scenario
  /** How the process is told to end. */
  way: EndWay
  /** Sends the signal while the process starts, and not once it is ready. */
  early?: EarlyMoment
  /** How many ports the program is known to open while it starts. Default: none is known. */
  ports?: number
  /** Whether requests are sent, where the options name some. */
  hasTraffic?: boolean
}
