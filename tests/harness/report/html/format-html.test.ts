import { createHash } from 'node:crypto'
import { Script } from 'node:vm'
import { JSDOM, VirtualConsole } from 'jsdom'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../../../harness/model/report.ts'
import { formatHtml } from '../../../../harness/report/html/format-html.ts'
import { buildReport, FAILURE, HOSTILE } from '../build-report.ts'

const REPORTS = [
  buildReport(
    [
      { id: 'KIT-00' },
      { id: 'STOP-01', message: 'STOP-01 is waived, and holds', needlessWaiver: true },
      { ...FAILURE, id: 'STOP-08', level: 'SHOULD' },
      FAILURE,
      { id: 'STOP-04', status: 'waived', reason: 'by design', message: 'it throws' },
      { id: 'CLONE-01', status: 'skip', reason: 'it has no `clone()`' },
    ],
    { module: 'src/heartbeat.ts' },
  ),
  buildReport([{ id: 'KIT-00' }, { id: 'DROP-01', status: 'skip', reason: 'it has none' }], {
    subject: 'Second',
  }),
]

/** The page as a browser has it; its script is run where `isAlive`. */
function open(reports: readonly Report[], isAlive = false): Document {
  const virtualConsole = new VirtualConsole()
  virtualConsole.on('jsdomError', (error) => {
    throw error
  })
  const { window } = new JSDOM(
    formatHtml(reports),
    isAlive ? { runScripts: 'dangerously', virtualConsole } : {},
  )
  return window.document
}

function texts(root: ParentNode, selector: string): string[] {
  return [...root.querySelectorAll(selector)].map(({ textContent }) => textContent.trim())
}

function visibleRules(page: Document): string[] {
  return [...page.querySelectorAll<HTMLElement>('.rule')]
    .filter((rule) => !rule.hidden && rule.closest('section')?.hidden === false)
    .map(({ id }) => id)
}

/** Does what a person does with a field of the filter. */
function fill(page: Document, name: string, value: string): void {
  const form = page.querySelector<HTMLFormElement>('.filter')
  const [field] = page.querySelectorAll<HTMLInputElement>(
    name === 'status' ? `[name=status][value=${value}]` : `[name=${name}]`,
  )
  if (form === null || field === undefined) throw new Error(`Expected a field ${name}`)
  if (name === 'status') field.checked = !field.checked
  else field.value = value
  const { Event } = page.defaultView ?? globalThis
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

describe('the page', () => {
  test('sums up, and lists every subject with its verdict and counts', () => {
    const page = open(REPORTS)
    expect(texts(page, 'header p')).toEqual(['2 subjects: 1 conforms, 1 violates the pattern.'])
    expect(page.title).toBe('2 subjects: 1 conforms, 1 violates the pattern. – vitest-shutdown')
    expect(texts(page, '.summary tbody tr')).toEqual([
      'Heartbeat src/heartbeat.ts✗ violates2 rules passed, 1 MUST failed, 1 SHOULD failed, 1 skipped, 1 waived',
      'Second✓ conforms1 rule passed, 1 skipped',
    ])
    const targets = [...page.querySelectorAll('.summary a')].map((a) => a.getAttribute('href'))
    expect(targets.map((target) => page.querySelector(`section${target}`) !== null)).toEqual([
      true,
      true,
    ])
  })

  test('names a subject that is alone, and does without the table', () => {
    const page = open(REPORTS.slice(1))
    expect(texts(page, 'header p')).toEqual(['Second conforms.'])
    expect(page.querySelector('.summary')).toBeNull()
    expect(page.querySelector('details')?.open).toBe(true)
  })

  test('has each rule once, what needs a look first, a MUST before a SHOULD', () => {
    const page = open(REPORTS)
    const rules = [...page.querySelectorAll('.rule')].map(({ id }) => id)
    expect(rules).toEqual([
      's1-STOP-03',
      's1-STOP-08',
      's1-STOP-01',
      's1-KIT-00',
      's1-STOP-04',
      's1-CLONE-01',
      's2-KIT-00',
      's2-DROP-01',
    ])
    expect(texts(page, '#s1 .row > :first-child')).toEqual([
      '✗ failed',
      '✗ not met',
      '! waived',
      '✓ passed',
      '~ waived',
      '– skipped',
    ])
    const open_ = [...page.querySelectorAll<HTMLDetailsElement>('.rule > details')]
      .filter((details) => details.open)
      .map(({ parentElement }) => parentElement?.id)
    expect(open_).toEqual(['s1-STOP-03', 's1-STOP-08', 's1-STOP-01'])
  })

  test('tells of a failure all there is to tell', () => {
    const page = open(REPORTS)
    const body = page.querySelector('#s1-STOP-03 .body')
    expect(texts(body ?? page, '.observed')).toEqual(['Heartbeat started run #2 at 2000 ms'])
    expect(texts(body ?? page, 'p').slice(1)).toEqual([
      'at Heartbeat.#tick (src/heartbeat.ts:31:12)',
      'Hint: clear the interval. More: npx vitest-shutdown explain STOP-03',
    ])
    expect(texts(body ?? page, '.event')).toEqual([
      '0 mscreate',
      '1000 msshutdown() called',
      '1000 msinfo: stopped',
      '1000 msshutdown() fulfilled',
      '2000 msrun #2 started ← not allowed',
    ])
    expect(texts(page, '#s1-CLONE-01 .message')).toEqual(['Reason: it has no clone()'])
  })

  test('draws the lanes, and marks what was not allowed', () => {
    const page = open(REPORTS)
    const [figure] = page.querySelectorAll('#s1-STOP-03 figure')
    expect(texts(figure ?? page, '.names div')).toEqual(['ms', 'manager', 'runs', 'log'])
    const svg = figure?.querySelector('svg')
    expect(svg?.namespaceURI).toBe('http://www.w3.org/2000/svg')
    expect(texts(svg ?? page, '.tick text')).toEqual(['0', '1000', '2000'])
    expect(texts(svg ?? page, '.item > text')).toEqual([
      'create',
      'shutdown()',
      '#2',
      'info: stopped',
    ])
    expect(texts(svg ?? page, '.marked title')).toEqual(['2000 ms: run #2 started'])
    expect(texts(svg ?? page, 'text.mark')).toEqual(['not allowed'])
    expect(svg?.outerHTML).not.toMatch(/NaN|undefined|Infinity/)
  })

  test('shows how much was explored, and how to replay', () => {
    const page = open([
      buildReport(
        [
          { id: 'EXPLORE-01', message: 'covered all', coverage: { covered: 2590, total: 2590 } },
          {
            ...FAILURE,
            id: 'EXPLORE-02',
            replay: 'v1.abc',
            coverage: { covered: 1200, total: 80_000 },
          },
        ],
        { module: 'src/a.ts' },
      ),
    ])
    expect(texts(page, '.coverage')).toEqual([
      '1,200 of 80,000 covered (1 %)',
      '2,590 of 2,590 covered (100 %)',
    ])
    expect(page.querySelector('.coverage i')?.getAttribute('style')).toBe('flex:0 0 1.5%')
    expect(page.body.textContent).toContain(
      'Replay: npx vitest-shutdown check src/a.ts --replay v1.abc',
    )
  })

  test('takes whatever text the user has for text', () => {
    const hostile = {
      ...FAILURE,
      title: HOSTILE,
      message: HOSTILE,
      reason: HOSTILE,
      hint: HOSTILE,
      frame: HOSTILE,
      replay: HOSTILE,
      timeline: [
        { atMs: 0, event: `info: ${HOSTILE}`, lane: 'log', mark: HOSTILE },
        { atMs: 0, event: HOSTILE, lane: `" onload="${HOSTILE}` },
      ],
    }
    const reports = [
      buildReport([hostile], { subject: HOSTILE, module: `" autofocus onfocus="${HOSTILE}` }),
      buildReport([]),
    ]
    const page = open(reports)
    expect(page.querySelectorAll('script')).toHaveLength(1)
    for (const element of page.querySelectorAll('*')) {
      const names = Array.from(element.attributes, ({ name }) => name)
      expect(names.filter((name) => name.startsWith('on') || name === 'autofocus')).toEqual([])
    }
    const plain = `<script>alert(1)</script> & "quotes" 'single' ]]> red \uFFFD \uFFFD 漢字 🛑`
    expect(texts(page, '.summary a')).toEqual([plain, 'Heartbeat'])
    expect(texts(page, '.observed')).toEqual([plain])
    expect(texts(page, '.event .what').at(-1)).toBe(plain)
  })

  test('asks nothing of the network, and allows no script but its own', () => {
    const html = formatHtml(REPORTS)
    const page = open(REPORTS)
    const script = page.querySelector('script')?.textContent ?? ''
    const hash = createHash('sha256').update(script).digest('base64')
    const policy = page.querySelector('[http-equiv=Content-Security-Policy]')
    expect(policy?.getAttribute('content')).toBe(
      `default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-${hash}'`,
    )
    expect(() => new Script(script)).not.toThrow()
    expect(html.match(/(?:src|href)="[^"#]*"/g)).toEqual(['href="data:,"'])
    expect(html).not.toMatch(/@import|url\(/)
  })

  test('can be read without its script: the filter is hidden, all else is not', () => {
    const page = open(REPORTS)
    expect(page.querySelector<HTMLElement>('.filter')?.hidden).toBe(true)
    expect(page.querySelectorAll('.rule[hidden], section[hidden]')).toHaveLength(0)
  })

  test('says so where nothing was checked', () => {
    const page = open([], true)
    expect(texts(page, 'header p')).toEqual(['0 subjects were checked.'])
  })
})

describe('the filter', () => {
  test('starts with all', () => {
    const page = open(REPORTS, true)
    expect(page.querySelector<HTMLElement>('.filter')?.hidden).toBe(false)
    expect(texts(page, '.filter fieldset label')).toEqual([
      'failed2',
      'waived1',
      'skipped2',
      'passed3',
    ])
    expect(page.querySelector('output')?.value).toBe('8 of 8 rules')
    expect(visibleRules(page)).toHaveLength(8)
  })

  test.for<[name: string, value: string, rules: string[]]>([
    ['status', 'pass', ['s1-STOP-03', 's1-STOP-08', 's1-STOP-04', 's1-CLONE-01', 's2-DROP-01']],
    ['level', 'SHOULD', ['s1-STOP-08']],
    ['area', 'CLONE', ['s1-CLONE-01']],
    ['text', 'not ALLOWED run', ['s1-STOP-03', 's1-STOP-08']],
    ['text', 'second', ['s2-KIT-00', 's2-DROP-01']],
    ['text', 'drop-01', ['s2-DROP-01']],
  ])('narrows by %s %s', ([name, value, rules]) => {
    const page = open(REPORTS, true)
    fill(page, name, value)
    expect(visibleRules(page)).toEqual(rules)
    expect(page.querySelector('output')?.value).toBe(`${rules.length} of 8 rules`)
  })

  test('hides a subject without a match, and unfolds one with', () => {
    const page = open(REPORTS, true)
    const second = page.querySelector<HTMLDetailsElement>('#s2 > details')
    expect(second?.open).toBe(false)
    fill(page, 'text', 'it has none')
    expect(second?.open).toBe(true)
    expect(page.querySelector<HTMLElement>('#s1')?.hidden).toBe(true)
    expect(page.querySelector<HTMLElement>('[data-section=s1]')?.hidden).toBe(true)
    expect(page.querySelector<HTMLElement>('[data-section=s2]')?.hidden).toBe(false)
  })

  test('says so where nothing matches', () => {
    const page = open(REPORTS, true)
    fill(page, 'text', 'no such rule')
    expect(page.querySelector<HTMLElement>('.none')?.hidden).toBe(false)
  })
})

describe('the list of events', () => {
  test('moves the cursor of the drawing with the arrow keys', () => {
    const page = open(REPORTS, true)
    const list = page.querySelector<HTMLElement>('#s1-STOP-03 .events')
    const cursor = page.querySelector('#s1-STOP-03 .cursor')
    const { KeyboardEvent } = page.defaultView ?? globalThis
    const press = (key: string): void => {
      list?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    }
    const selected = (): string[] => texts(list ?? page, '[aria-selected=true] .what')
    expect(list?.tabIndex).toBe(0)
    press('ArrowDown')
    expect(selected()).toEqual(['create'])
    press('ArrowDown')
    expect(selected()).toEqual(['shutdown() called'])
    press('End')
    press('ArrowDown')
    expect(selected()).toEqual(['run #2 started ← not allowed'])
    const item = list?.querySelector<HTMLElement>('[aria-selected=true]')
    expect(cursor?.getAttribute('x1')).toBe(`${item?.dataset.place}%`)
    expect(cursor?.getAttribute('visibility')).toBe('visible')
    expect(list?.getAttribute('aria-activedescendant')).toBe(item?.id)
  })

  test('selects what is clicked', () => {
    const page = open(REPORTS, true)
    const list = page.querySelector<HTMLElement>('#s1-STOP-03 .events')
    list?.querySelectorAll<HTMLElement>('.event')[2]?.click()
    expect(texts(list ?? page, '[aria-selected=true] .what')).toEqual(['info: stopped'])
  })
})
