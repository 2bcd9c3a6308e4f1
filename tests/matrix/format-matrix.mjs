/**
 * The cells as Markdown tables, one for each name of `table`, and below them the reasons of those that
 * are not well.
 *
 * @param results cells with their `status` and `reason`
 */
export function formatMatrix(results) {
  const tables = [...groupBy(results, ({ table }) => table).values()].map(formatTable)
  const reasons = [...groupBy(results, ({ reason }) => reason)]
    .filter(([reason]) => reason !== '')
    .map(([reason, cells]) => {
      const heads = cells.map(({ id, status }) => `${status}: ${id}`)
      return `${heads.join('\n')}\n    ${reason.trim().replaceAll('\n', '\n    ')}`
    })
  return [...tables, ...reasons].join('\n\n')
}

function formatTable(cells) {
  const columns = [...new Set(cells.map(({ column }) => column))]
  const rows = [...groupBy(cells, ({ row }) => row)].map(([row, ofRow]) =>
    [row].concat(
      columns.map((column) => ofRow.find((cell) => cell.column === column)?.status ?? ''),
    ),
  )
  const lines = [['', ...columns], ['', ...columns].map(() => '---'), ...rows]
  const widths = lines[0].map((_, index) => Math.max(...lines.map((line) => line[index].length)))
  return lines
    .map((line) => `| ${line.map((text, index) => text.padEnd(widths[index])).join(' | ')} |`)
    .join('\n')
}

function groupBy(items, keyOf) {
  const groups = new Map()
  for (const item of items) {
    const key = keyOf(item)
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return groups
}
