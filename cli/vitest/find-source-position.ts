import { SourceMap, type SourceMapPayload } from 'node:module'
import { dirname, resolve } from 'node:path'
import type { Vitest } from 'vitest/node'
import type { StackFrame } from '../../harness/stack/stack-frame.ts'

/**
 * Maps a position in transformed code to the source, by the source map that Vite still has.
 *
 * A position in code that Vite did not transform is returned as it is.
 *
 * @touches The source maps in `transformResult` of Vite's module graph.
 * @fallback The position in the transformed code.
 */
export function findSourcePosition(vitest: Vitest, position: StackFrame): StackFrame {
  const { path, line, column } = position
  for (const payload of findSourceMaps(vitest, path.replaceAll('\\', '/'))) {
    const entry = new SourceMap(payload).findEntry(line - 1, column - 1)
    if (!('originalSource' in entry)) continue
    return {
      ...position,
      path: entry.originalSource === '' ? path : resolve(dirname(path), entry.originalSource),
      line: entry.originalLine + 1,
      column: entry.originalColumn + 1,
    }
  }
  return position
}

function findSourceMaps(vitest: Vitest, file: string): SourceMapPayload[] {
  return vitest.projects
    .flatMap((project) => Object.values(project.vite.environments))
    .flatMap(({ moduleGraph }) => Array.from(moduleGraph.getModulesByFile(file) ?? []))
    .flatMap(({ transformResult }) => {
      const map = transformResult?.map
      return map !== null && map !== undefined && 'version' in map
        ? [map as unknown as SourceMapPayload]
        : []
    })
}
