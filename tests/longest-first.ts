import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes a minute or more, longest first. What is not listed follows as Vitest orders it. */
const LONGEST = [
  'tests/broken/matrix',
  'tests/correct/correct',
  'tests/examples/gallery',
  'tests/broken/real-time',
  'tests/docs/rule-pages',
  'tests/guard-corpus/score',
  'tests/broken/races',
  'tests/matrix/matrix',
  'tests/broken/sequences',
  'tests/broken/real',
  'tests/broken/starts',
  'tests/harness/process/correct-programs',
  'tests/harness/process/broken-programs',
].map((name) => `/${name}.test.ts`)

/** Starts what takes longest first, so that no worker is left alone with it at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort
    const sorted = await super.sort(files)
    const rankOf = ({ moduleId }: TestSpecification): number => {
      const rank = LONGEST.findIndex((name) => moduleId.endsWith(name))
      return rank < 0 ? LONGEST.length : rank
    }
    return sorted.toSorted((a, b) => rankOf(a) - rankOf(b))
  }
}
