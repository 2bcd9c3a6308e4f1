import { readFileSync } from 'node:fs'
import { readPage } from '../read-page.ts'
import { replaceMembers } from './replace-members.ts'

/** A manager that a page shows: some of its code, and the whole of it. */
export interface ManagerCode {
  shown: string
  /** A module whose default export is a subject. */
  module: string
  fileName: string
  /** The class whose members are shown, and the page that has all of it. */
  base?: ManagerBase
}

/** A manager of which the pages show members. */
export interface ManagerBase {
  readonly className: string
  /** Relative to docs/. */
  readonly page: 'pattern.md' | 'subject.md' | 'network.md'
  /** What the pages call it. */
  readonly title: string
}

const GUIDE = { page: 'pattern.md', title: 'the guide' } as const
const NETWORK = { page: 'network.md', title: 'the tutorial of networks' } as const
const REFERENCE = { page: 'subject.md', title: 'the reference of subjects' } as const

/** By what stands in the comment: each is `src/<name>.ts` on its page. */
const BASES: Readonly<Record<string, ManagerBase>> = {
  heartbeat: { className: 'Heartbeat', ...GUIDE },
  sweeper: { className: 'Sweeper', ...GUIDE },
  feed: { className: 'Feed', ...REFERENCE },
  outbox: { className: 'Outbox', ...REFERENCE },
  poller: { className: 'Poller', ...NETWORK },
  link: { className: 'Link', ...NETWORK },
}

const ROOT = new URL('../../../', import.meta.url)

/**
 * Reads what a page shows after `<!-- broken -->` or `<!-- mended -->`.
 *
 * These are members of the `Heartbeat` in docs/pattern.md, or of the manager that the comment names:
 * `<!-- broken: sweeper -->` there, `<!-- broken: feed -->` and `<!-- broken: outbox -->` in
 * docs/subject.md. After `<!-- broken: subject -->` it is the subject of Heartbeat, after
 * `<!-- broken: module -->` a whole module, and after `<!-- broken: tests/broken/… -->` that file.
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
  const name = isSubject ? 'heartbeat' : of
  const base = BASES[name]
  if (base === undefined)
    throw new Error(`No page has a manager ${name}; there are ${Object.keys(BASES).join(', ')}`)
  const fileName = `src/${name}.ts`
  const file = readPage(`docs/${base.page}`)
    .findFiles()
    .find(({ path }) => path === fileName)
  if (file === undefined) throw new Error(`docs/${base.page} has no file ${fileName}`)
  const module = isSubject
    ? file.text.replace(/^export default [^]*/m, () => `${code}\n`)
    : replaceMembers(file.text, code)
  return { shown: code, module, fileName, base }
}
