import { expect, test } from 'vitest'
import { rules } from '../../harness/check/catalogue.ts'
import { subjects } from './index.ts'
import { brokenPrograms } from './process/index.ts'
import { realRaces } from './real/index.ts'
import { races } from './races/index.ts'
import { starts } from './races/starts/index.ts'
import { sequences } from './races/sequences/index.ts'

interface Broken {
  readonly file: string
  /** The rule it was written for first. */
  readonly breaks: readonly string[]
}

const broken: readonly Broken[] = [
  ...subjects,
  ...realRaces,
  ...brokenPrograms.map(({ file, breaks }) => ({ file: `process/${file}`, breaks })),
  ...races.map(({ file, rule, breaks, ordinary = [] }) => ({
    file: `races/${file}`,
    breaks: [rule, breaks, ...ordinary],
  })),
  ...sequences.map(({ file, breaks, ordinary = [] }) => ({
    file: `races/sequences/${file}`,
    breaks: ['EXPLORE-07', breaks, ...ordinary],
  })),
  ...starts.map(({ file, breaks, misses = [] }) => ({
    file: `races/starts/${file}`,
    breaks: ['EXPLORE-08', breaks, ...misses],
  })),
]

function createIndex(): string {
  const link = ({ file }: Broken): string => `[${file}](${file})`
  const rows = rules.map(({ id }) => {
    const first = broken.filter(({ breaks }) => breaks[0] === id)
    const also = broken.filter(({ breaks }) => breaks.indexOf(id) > 0)
    return `| [${id}](../../docs/rules/${id}.md) | ${first.map(link).join('<br>')} | ${also.map(link).join('<br>')} |`
  })
  return [
    '# Which broken manager proves which rule',
    '',
    'A test writes this page: `npx vitest run tests/broken/broken-index.test.ts -u`.',
    '',
    '| rule | managers written for it | managers that fail it as well |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}

test('the index lists each rule with the managers that fail it', async () => {
  await expect(createIndex()).toMatchFileSnapshot('INDEX.md')
})
