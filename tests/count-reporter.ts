import type { Reporter, TestModule } from 'vitest/node'

/** Ends the run with `N passed, N failed` alone on a line, counted from the results themselves. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0
    let failed = unhandledErrors.length
    for (const module of modules) {
      failed += module.errors().length
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') passed += 1
        if (state === 'failed') failed += 1
      }
      for (const suite of module.children.allSuites()) failed += suite.errors().length
    }
    // After the other reporters, whose summaries are written in the same turn.
    setImmediate(() => process.stdout.write(`\n${passed} passed, ${failed} failed\n`))
  }
}
