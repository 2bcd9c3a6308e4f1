/** The hooks on a thread of their own, for a Node that has them nowhere else (before 22.15). */
import { createModuleHooks, type ModuleHooks } from './module-hooks.ts'

let hooks: ModuleHooks

export function initialize(path: string): void {
  hooks = createModuleHooks(path)
}

export const resolve: ModuleHooks['resolve'] = (specifier, context, next) =>
  hooks.resolve(specifier, context, next)

export const load: ModuleHooks['load'] = (url, context, next) => hooks.load(url, context, next)
