// loader/ runs inside a process that is probed, before the user's program. It has Node load the modules
// that Vite transformed in the command's own process. This file is
// loaded with `--import`.

import module from 'node:module'
import { createModuleHooks, type ModuleHooks, MAP_VARIABLE } from './module-hooks.ts'

const path = process.env[MAP_VARIABLE]
if (path !== undefined) {
  const { registerHooks } = module as { registerHooks?: (hooks: ModuleHooks) => void }
  if (registerHooks === undefined) {
    module.register(new URL('./hook-thread.js', import.meta.url), { data: path })
  } else {
    registerHooks(createModuleHooks(path))
  }
}
