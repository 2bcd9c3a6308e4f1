import { createHash } from 'node:crypto'
import type { Report } from '../../model/report.ts'
import { formatTotal } from '../format-subject.ts'
import { COLOUR_STYLE, DRAWING_STYLE } from '../lanes/drawing-style.ts'
import { startPage } from './client/start-page.ts'
import { Markup, markup } from './markup.ts'
import { PAGE_STYLE } from './page-style.ts'
import { renderFilter, renderSummary } from './render-summary.ts'
import { renderSubject } from './render-subject.ts'

/**
 * Writes reports as one page that needs nothing else, and asks nothing of the network.
 *
 * It can be read without its script, which adds the filter, the zoom and the cursor of the timelines.
 *
 * @example
 * ```ts
 * writeFileSync('shutdown.html', formatHtml([await checkConformance(subject)]))
 * ```
 */
export function formatHtml(reports: readonly Report[]): string {
  const script = `(${startPage.toString()})()`
  const hash = createHash('sha256').update(script).digest('base64')
  const policy = `default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-${hash}'`
  const anchors = reports.map((_, index) => `s${index + 1}`)
  const total = formatTotal(reports)
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="vitest-shutdown">
<title>${total} – vitest-shutdown</title>
<link rel="icon" href="data:,">
<style>${new Markup(COLOUR_STYLE + PAGE_STYLE + DRAWING_STYLE)}</style>
</head>
<body>
<header><h1>Shutdown conformance</h1><p>${total}</p></header>
<main>
${renderFilter(reports)}
${reports.length > 1 && renderSummary(reports, anchors)}
${reports.map((report, index) => renderSubject(report, anchors[index] ?? '', reports.length === 1))}
<p class="none" hidden>No rule matches the filter.</p>
</main>
<script>${new Markup(script)}</script>
</body>
</html>
`
  return page.text
}
