import { existsSync } from 'node:fs'
import { isAbsolute, relative, resolve } from 'node:path'
import type { Report } from '../harness/model/report.ts'
import { formatAnnotations } from '../harness/report/format-annotations.ts'

/** Writes the annotations of a check for GitHub Actions; paths are relative to the repository. */
export function writeAnnotations(reports: readonly Report[], directory: string): string {
  const root = process.env.GITHUB_WORKSPACE ?? directory
  return formatAnnotations(reports, {
    locate: (path) => {
      const absolute = resolve(directory, path)
      const inside = relative(root, absolute)
      if (inside.startsWith('..') || isAbsolute(inside) || !existsSync(absolute)) return undefined
      return inside.replaceAll('\\', '/')
    },
  })
}
