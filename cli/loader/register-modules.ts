/** Loaded with `--import`: has Node take modules from the map that the environment names. */
import module from 'node:module'
import { createModuleHooks, type ModuleHooks } from './module-hooks.ts'
import { MAP_VARIABLE } from './module-hooks.ts'

const path = process.env[MAP_VARIABLE]
if (path !== undefined) {
  const { registerHooks } = module as { registerHooks?: (hooks: ModuleHooks) => void }
  if (registerHooks === undefined) {
    module.register(new URL('./hook-thread.js', import.meta.url), { data: path })
  } else {
    registerHooks(createModuleHooks(path))
  }
}
