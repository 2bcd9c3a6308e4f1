/**
 * @touches `process.moduleLoadList`, which names what has been loaded of Node itself
 * @test the list is one
 * @fallback a module counts as loaded, and is loaded then: that takes some tens of milliseconds of each worker
 */
import process from 'node:process'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

const { moduleLoadList } = process as { moduleLoadList?: unknown }

/** How many modules of Node's have been loaded in this thread; 0 where that is not known. */
export function countLoadedModules(): number {
  return Array.isArray(moduleLoadList) ? moduleLoadList.length : 0
}

/** Whether a module of Node's has been loaded in this thread, by whomsoever. */
export function isModuleLoaded(name: string): boolean {
  return !Array.isArray(moduleLoadList) || moduleLoadList.includes(`NativeModule ${name}`)
}
