import { readFileSync } from 'node:fs'
import { dirname, extname, resolve, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { TestProject } from 'vitest/node'
import type { ModuleMap } from '../loader/module-hooks.ts'
import { UsageError } from '../terminal/usage-error.ts'

type Environment = TestProject['vite']['environments'][string]
type ModuleNode = NonNullable<Awaited<ReturnType<Environment['moduleGraph']['getModuleByUrl']>>>

/** The package itself runs as it is. */
const OWN_FOLDER = fileURLToPath(new URL('../..', import.meta.url))

/** Begins the address of a module that has no file. */
const MADE_UP = 'vite-module:'

/** What Node alone can load, and Vite does not make JavaScript of for it. */
const NATIVE = new Set(['.cjs', '.node', '.wasm'])

/**
 * Has Vite transform a module and all it imports, for a process that Node alone runs.
 *
 * Dependencies are left to Node, and so is CommonJS. Each import is resolved by the user's config, so
 * aliases, plugins and virtual modules work.
 *
 * @touches The resolved config of Vite's `ssr` environment, in which `dev.moduleRunnerTransform` is
 * turned off, and the module graph after that.
 * @fallback A usage error that advises to build the program and probe the build.
 * @throws {UsageError} when a module cannot be transformed
 */
export async function collectModules(project: TestProject, path: string): Promise<ModuleMap> {
  const environment = findEnvironment(project)
  const map: ModuleMap = { specifiers: {}, sources: {} }
  const seen = new Set<string>()
  const visit = async (url: string): Promise<void> => {
    if (seen.has(url)) return
    seen.add(url)
    const node = await transform(environment, url)
    if (node === undefined) return
    const address = findAddress(node)
    const code = node.transformResult?.code
    if (code === undefined) return
    map.sources[address] = writeModule(code, {
      env: { ...(environment.config as { env?: object }).env, SSR: true },
      isEntry: node.file === path.replaceAll('\\', '/'),
      map: node.transformResult?.map,
    })
    for (const imported of node.importedModules) {
      const target = findAddress(imported)
      if (isOurs(imported)) await visit(imported.url)
      // What nobody resolves, Node says best.
      if (target.startsWith(MADE_UP) && map.sources[target] === undefined) continue
      map.specifiers[imported.url] = target
      map.specifiers[`/@id/${imported.url.replace('\0', '__x00__')}`] = target
    }
  }
  if (!isNative(path)) await visit(path.replaceAll('\\', '/'))
  return map
}

/** The one whose modules are for Node; told to leave import and export as they are. */
function findEnvironment(project: TestProject): Environment {
  const environment = project.vite.environments.ssr
  const { dev, resolve: resolving } = environment.config
  // These builds of a package are for bundlers: Node cannot run them all.
  Object.assign(resolving, {
    mainFields: [],
    conditions: resolving.conditions.filter((condition) => condition !== 'module'),
  })
  Object.assign(dev, { moduleRunnerTransform: false })
  return environment
}

async function transform(environment: Environment, url: string): Promise<ModuleNode | undefined> {
  try {
    await environment.transformRequest(url)
  } catch (error) {
    throw new UsageError(
      `Vite could not transform \`${url}\`: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
  return environment.moduleGraph.getModuleByUrl(url)
}

/** Whether a module is the user's to be transformed, and not a dependency that Node runs as it is. */
function isOurs({ file, id }: ModuleNode): boolean {
  if (file === null || !isFile(file)) return id?.startsWith('\0') === true || id !== file
  const path = resolve(file)
  return (
    !path.includes(`${sep}node_modules${sep}`) && !path.startsWith(OWN_FOLDER) && !isNative(path)
  )
}

function isFile(path: string): boolean {
  return resolve(path).replaceAll('\\', '/') === path
}

/** Where Node finds a module: its file, or for one that only a plugin has, a made-up address. */
function findAddress({ id, url, file }: ModuleNode): string {
  if (file === null || !isFile(file) || id?.startsWith('\0') === true) {
    return `${MADE_UP}${encodeURIComponent(id ?? url)}`
  }
  const query = /[?#].*$/.exec(id ?? '')?.[0] ?? ''
  return pathToFileURL(file).href + query
}

/** CommonJS has no imports that could be resolved beforehand. */
function isNative(path: string): boolean {
  const extension = extname(path)
  if (NATIVE.has(extension)) return true
  if (extension !== '.js' || findPackageType(path) === 'module') return false
  const code = readFileSync(path, 'utf8')
  return (
    /\b(?:require\s*\(|module\.exports|exports\.)/.test(code) &&
    !/^\s*(?:import|export)\b/m.test(code)
  )
}

function findPackageType(path: string): string | undefined {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    try {
      const manifest = readFileSync(resolve(folder, 'package.json'), 'utf8')
      return (JSON.parse(manifest) as { type?: string }).type
    } catch {
      if (folder === dirname(folder)) return undefined
    }
  }
}

/** What a module is written with. */
interface ModuleParts {
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
function writeModule(code: string, { env, isEntry, map }: ModuleParts): string {
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
