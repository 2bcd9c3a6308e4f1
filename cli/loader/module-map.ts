/** The environment variable with the path of the map, which is JSON. */
export const MAP_VARIABLE = 'VITEST_SHUTDOWN_PROBE_MODULES'

/** Modules as the user's Vite config makes them: what their imports mean, and their JavaScript. */
export interface ModuleMap {
  /** What a specifier in their code leads to, by the specifier that Vite has put there. */
  specifiers: Record<string, string>
  /** The code, by URL. */
  sources: Record<string, string>
}
