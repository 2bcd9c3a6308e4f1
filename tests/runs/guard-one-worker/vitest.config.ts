import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

class ByName extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => (a.moduleId < b.moduleId ? -1 : 1))
  }
}

export default defineConfig({
  test: {
    include: ['*.case.ts'],
    setupFiles: ['vitest-shutdown/setup'],
    isolate: false,
    fileParallelism: false,
    sequence: { sequencer: ByName },
  },
})
