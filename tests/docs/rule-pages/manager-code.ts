import { readFileSync } from 'node:fs'
import { readPage } from '../read-page.ts'
import { replaceMembers } from './replace-members.ts'

/** A manager that a page shows: some of its code, and the whole of it. */
export interface ManagerCode {
  shown: string
  /** A module whose default export is a subject. */
  module: string
  fileName: string
  /** The class in docs/pattern.md whose members are shown. */
  base?: string
}

const ROOT = new URL('../../../', import.meta.url)

/**
 * Reads what a page shows after `<!-- broken -->` or `<!-- mended -->`.
 *
 * It is members of the `Heartbeat` in docs/pattern.md; of the `Sweeper` there, after
 * `<!-- broken: sweeper -->`; the subject of the former, after `<!-- broken: subject -->`; all of a
 * module, after `<!-- broken: module -->`; or what a file holds, after `<!-- broken: tests/broken/… -->`.
 */
export function readManagerCode(page: string, role: 'broken' | 'mended'): ManagerCode {
  const [, of = 'heartbeat', code = ''] =
    new RegExp(`<!-- ${role}(?:: (\\S+))? -->\n\`\`\`ts\n([^]*?)\n?\`\`\``).exec(page) ?? []
  if (of.endsWith('.ts')) {
    const module = readFileSync(new URL(of, ROOT), 'utf8')
    const shown = module
      .replace(/^\/\*\*[^]*?\*\/\n/, '')
      .replaceAll(/^import .*? from '\.\.?\/.*'\n/gm, '')
    return { shown: shown.trim(), module, fileName: of }
  }
  if (code === '') throw new Error(`The page has no code after <!-- ${role} -->`)
  if (of === 'module') return { shown: code, module: `${code}\n`, fileName: 'src/poller.ts' }
  const isSubject = of === 'subject'
  const fileName = isSubject ? 'src/heartbeat.ts' : `src/${of}.ts`
  const base = readPage('docs/pattern.md')
    .findFiles()
    .find(({ path }) => path === fileName)
  if (base === undefined) throw new Error(`docs/pattern.md has no file ${fileName}`)
  const module = isSubject
    ? base.text.replace(/^export default [^]*/m, () => `${code}\n`)
    : replaceMembers(base.text, code)
  return { shown: code, module, fileName, base: of === 'sweeper' ? 'Sweeper' : 'Heartbeat' }
}
