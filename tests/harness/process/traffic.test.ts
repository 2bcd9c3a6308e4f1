import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, onTestFinished, test } from 'vitest'
import { probeProcess } from 'vitest-shutdown/harness'

// Signals cannot be sent on Windows.
test.skipIf(process.platform === 'win32')(
  'a URL that never answers in full is given up, also where garbage is collected meanwhile',
  async () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const timer = setInterval(collect, 50)
    onTestFinished(() => clearInterval(timer))
    const report = await probeProcess({
      module: 'tests/broken/process/express-event-stream.mjs',
      request: '/events',
      deadlineMs: 500,
    })
    expect(report.probe.runs.map(({ isOverdue }) => isOverdue)).toEqual([true])
  },
)
