import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Report, TimelineEvent } from '../../../../harness/model/report.ts'
import { formatHtml } from '../../../../harness/report/html/format-html.ts'
import { buildReport, FAILURE, HOSTILE } from '../build-report.ts'
import { findChromium } from './find-chromium.ts'

const executablePath = findChromium()

/** A hundred events and more, with a long wait and the mark in the midst. */
const LONG: TimelineEvent[] = Array.from({ length: 60 }, (_, index) => index + 1).flatMap((n) => [
  {
    atMs: n * 1000 + (n > 50 ? 86_400_000 : 0),
    event: `run #${n} started`,
    lane: 'work',
    begins: n,
  },
  {
    atMs: n * 1000 + (n > 50 ? 86_400_000 : 0),
    event: `run #${n} done`,
    lane: 'work',
    ends: n,
    ...(n === 40 ? { mark: 'not allowed' } : {}),
  },
])

const REPORTS = [
  buildReport(
    [
      FAILURE,
      { ...FAILURE, id: 'LEAK-01', timeline: LONG },
      { id: 'CLONE-01', status: 'skip', reason: 'it has no clones' },
      ...Array.from({ length: 40 }, (_, index) => ({ id: `STOP-${index + 20}` })),
    ],
    { subject: HOSTILE, module: `src/${'long-'.repeat(40)}.ts` },
  ),
  buildReport([{ id: 'KIT-00' }], { subject: 'Second' }),
]

describe.skipIf(executablePath === undefined)('the page in Chromium', () => {
  let browser: Browser

  beforeAll(async () => {
    // The page is our own, and containers have no sandbox to offer.
    browser = await chromium.launch({
      executablePath: executablePath ?? '',
      args: ['--no-sandbox'],
    })
  })

  afterAll(() => browser.close())

  /** Opens the page from a file; whatever it complains of or asks for is a problem. */
  async function open(
    reports: readonly Report[] = REPORTS,
    options: { width?: number; colorScheme?: 'light' | 'dark'; javaScriptEnabled?: boolean } = {},
  ): Promise<{ page: Page; problems: string[] }> {
    const { width = 1200, ...others } = options
    const folder = mkdtempSync(join(tmpdir(), 'vitest-shutdown-page-'))
    const file = join(folder, 'report.html')
    writeFileSync(file, formatHtml(reports))
    const page = await browser.newPage({ viewport: { width, height: 800 }, ...others })
    onTestFinished(async () => {
      await page.close()
      rmSync(folder, { recursive: true })
    })
    const problems: string[] = []
    page.on('console', (message) => problems.push(message.text()))
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('dialog', (dialog) => problems.push(dialog.message()))
    page.on('request', (request) => {
      if (!/^(file|data):/.test(request.url())) problems.push(request.url())
    })
    await page.goto(pathToFileURL(file).href)
    return { page, problems }
  }

  test('renders without a complaint, and asks for nothing', async () => {
    const { page, problems } = await open()
    expect(await page.locator('.rule').count()).toBe(44)
    expect(await page.locator('.plot').first().boundingBox()).toMatchObject({ height: 150 })
    expect(problems).toEqual([])
  })

  test('filters by status, level, area and text, and resets', async () => {
    const { page } = await open()
    const visible = page.locator('.rule:visible')
    await page.getByLabel('passed').uncheck()
    expect(await visible.count()).toBe(3)
    await page.getByLabel('Area').selectOption('LEAK')
    expect(await visible.count()).toBe(1)
    await page.getByRole('button', { name: 'Reset' }).click()
    await page.getByRole('searchbox').fill('kit second')
    expect(await visible.count()).toBe(1)
    expect(await page.locator('output').textContent()).toBe('1 of 44 rules')
    await page.getByRole('searchbox').fill('nothing like it')
    expect(await page.getByText('No rule matches the filter.').isVisible()).toBe(true)
  })

  test('is worked with the keyboard alone', async () => {
    const { page } = await open()
    await page.keyboard.press('Tab')
    await page.keyboard.type('leak-01')
    expect(await page.locator('.rule:visible').count()).toBe(1)
    const summary = page.locator('#s1-LEAK-01 summary')
    await summary.focus()
    await page.keyboard.press('Enter')
    expect(await page.locator('#s1-LEAK-01 .plot').isVisible()).toBe(false)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowRight')
    expect(await page.locator('#s1-LEAK-01 input[type=range]').inputValue()).toBe('125')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('End')
    const selected = page.locator('#s1-LEAK-01 [aria-selected=true]')
    expect(await selected.textContent()).toContain('run #60 done')
    expect(await selected.isVisible()).toBe(true)
  })

  test('brings what was not allowed into view, and keeps it there when zoomed', async () => {
    const { page } = await open()
    const isMarkInView = (): Promise<boolean> =>
      page.locator('#s1-LEAK-01').evaluate((rule) => {
        const mark = rule.querySelector('line.mark')?.getBoundingClientRect()
        const scroll = rule.querySelector('.scroll')?.getBoundingClientRect()
        return (
          mark !== undefined &&
          scroll !== undefined &&
          mark.left >= scroll.left &&
          mark.left <= scroll.right
        )
      })
    const width = async (): Promise<number> =>
      (await page.locator('#s1-LEAK-01 .plot').boundingBox())?.width ?? 0
    await page.locator('#s1-LEAK-01 figure').scrollIntoViewIfNeeded()
    await expect.poll(isMarkInView).toBe(true)
    const before = await width()
    await page.locator('#s1-LEAK-01 input[type=range]').fill('300')
    expect(await width()).toBeCloseTo(before * 3, -2)
    expect(await isMarkInView()).toBe(true)
  })

  test('selects the event that is clicked in the drawing', async () => {
    const { page } = await open()
    await page.locator('#s1-STOP-03 .item', { hasText: 'info: stopped' }).locator('circle').click()
    const selected = page.locator('#s1-STOP-03 [aria-selected=true] .what')
    expect(await selected.textContent()).toBe('info: stopped')
  })

  test('unfolds the rule that an address names', async () => {
    const { page } = await open()
    const rule = page.locator('#s2-KIT-00')
    expect(await rule.isVisible()).toBe(false)
    await page.evaluate(() => {
      location.hash = 's2-KIT-00'
    })
    await rule.waitFor({ state: 'visible' })
  })

  test.for([320, 390, 768])('is not wider than a screen of %d pixels', async (width) => {
    const { page } = await open(REPORTS, { width })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
  })

  test.for(['light', 'dark'] as const)('is legible in the %s', async (colorScheme) => {
    const { page } = await open(REPORTS, { colorScheme })
    const selectors =
      'body, .faint, .good, .warn, .bad, .badge, a, .event.marked .mark, .event .at, .events'
    const contrasts = await page.evaluate((selectors) => {
      const luminance = (colour: string): number => {
        const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
          const share = Number(part) / 255
          return share <= 0.039_28 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
        })
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
      }
      const findBackground = (element: Element | null): string => {
        for (let at = element; at !== null; at = at.parentElement) {
          const { backgroundColor } = getComputedStyle(at)
          if (backgroundColor !== 'rgba(0, 0, 0, 0)') return backgroundColor
        }
        return 'rgb(255, 255, 255)'
      }
      return [...document.querySelectorAll(selectors)]
        .filter((element) => element.textContent !== '')
        .map((element) => {
          const pair = [getComputedStyle(element).color, findBackground(element)].map(luminance)
          return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05)
        })
    }, selectors)
    expect(contrasts.length).toBeGreaterThan(50)
    expect(Math.min(...contrasts)).toBeGreaterThan(4.5)
  })

  test('can be read where scripts are not run', async () => {
    const { page } = await open(REPORTS, { javaScriptEnabled: false })
    expect(await page.locator('.filter').isVisible()).toBe(false)
    expect(await page.locator('#s1-STOP-03 .plot').isVisible()).toBe(true)
  })
})
