import { UsageError } from '../usage-error.ts'

/** What a module is written with. */
export interface ModuleParts {
  /** `import.meta.env`. */
  env: object
  /** Whether it is the main module. */
  isEntry: boolean
  /** The way back to the source, where Vite has one. */
  map: unknown
}

/** What CommonJS gives to each module, and TypeScript that is compiled to it relies on. */
const PROMISES: Readonly<Record<string, (isEntry: boolean) => string>> = {
  require: () =>
    `import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);`,
  __filename: () => `const __filename = import.meta.filename;`,
  __dirname: () => `const __dirname = import.meta.dirname;`,
  module: (isEntry) =>
    `const module = ${isEntry ? 'require.main = { exports: {} }' : '{ exports: {} }'};`,
}

/**
 * Writes a module that Vite has transformed so that Node can run it.
 *
 * @throws {UsageError} when it is still written for Vite alone
 */
export function writeModule(code: string, { env, isEntry, map }: ModuleParts): string {
  if (/\b__vite_ssr_(?:import|export)/.test(code)) {
    throw new UsageError(
      'This version of Vite gives no modules that Node can run. Build the program, and probe what was built.',
    )
  }
  // On the first line: the map of the lines below it still holds.
  const head = [
    code.includes('import.meta.env') ? `import.meta.env = ${JSON.stringify(env)};` : '',
    ...Object.entries(PROMISES).map(([name, write]) => (isFree(code, name) ? write(isEntry) : '')),
  ].join('')
  if (!hasMappings(map)) return head + code
  const data = Buffer.from(JSON.stringify(map)).toString('base64')
  return `${head}${code}\n//# sourceMappingURL=data:application/json;base64,${data}\n`
}

/** Whether a name is used in code that does not declare it. */
function isFree(code: string, name: string): boolean {
  const use = name === 'module' ? /\brequire\.main\s*===?\s*module\b/ : new RegExp(`\\b${name}\\b`)
  const declaration = new RegExp(
    `\\b(?:const|let|var|function|class|as|import)\\s+(?:\\{[^}]*)?${name}\\b`,
  )
  return use.test(code) && !declaration.test(code)
}

function hasMappings(map: unknown): map is object {
  return (
    (map as { mappings?: string } | null | undefined)?.mappings !== undefined &&
    (map as { mappings: string }).mappings !== ''
  )
}
