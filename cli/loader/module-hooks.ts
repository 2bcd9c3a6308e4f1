import { readFileSync } from 'node:fs'

/** The environment variable with the path of the map, which is JSON. */
export const MAP_VARIABLE = 'VITEST_SHUTDOWN_PROBE_MODULES'

/** Modules as the user's Vite config makes them: what their imports mean, and their JavaScript. */
export interface ModuleMap {
  /** What a specifier in their code leads to, by the specifier that Vite has put there. */
  specifiers: Record<string, string>
  /** The code, by URL. */
  sources: Record<string, string>
}

interface Resolved {
  url: string
  shortCircuit?: boolean
}

interface Loaded {
  format: 'module'
  source: string
  shortCircuit: boolean
}

/** How Node resolves and loads the modules of a map; all others as ever. */
export interface ModuleHooks {
  resolve<T>(
    this: void,
    specifier: string,
    context: { parentURL?: string | undefined },
    next: (specifier: string, context: object) => T,
  ): T | Resolved
  load<T>(
    this: void,
    url: string,
    context: object,
    next: (url: string, context: object) => T,
  ): T | Loaded
}

/** Reads a map, and makes the hooks that follow it. */
export function createModuleHooks(path: string): ModuleHooks {
  const { specifiers, sources } = JSON.parse(readFileSync(path, 'utf8')) as ModuleMap
  return {
    resolve: (specifier, context, next) => {
      const url = specifiers[specifier]
      const isFromMap = context.parentURL !== undefined && context.parentURL in sources
      return url !== undefined && isFromMap ? { url, shortCircuit: true } : next(specifier, context)
    },
    load: (url, context, next) => {
      const source = sources[url]
      return source === undefined
        ? next(url, context)
        : { format: 'module', source, shortCircuit: true }
    },
  }
}
