/**
 * @touches what async hooks report in other runtimes
 * @test a `MessageChannel` is created under a hook
 * @fallback the guard refuses to run on Bun and Deno and names them
 */
import { createHook } from 'node:async_hooks'
import { MessageChannel } from 'node:worker_threads'
import { findQuietHook } from './find-quiet-hook.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

let isDeaf: boolean | undefined

/**
 * Why open handles cannot be found in this runtime: its async hooks do not tell of them, as those of
 * Bun and Deno do not. `undefined` where they do.
 */
export function explainDeafness(): string | undefined {
  isDeaf ??= findQuietHook() === undefined && !hearsOfPorts()
  if (!isDeaf) return undefined
  const { bun, deno } = process.versions
  const runtime = bun ? `Bun ${bun}` : deno ? `Deno ${deno}` : `this runtime`
  return `${runtime} does not tell of the handles that are opened; find them on Node 20.19 or newer`
}

/** A port is made in C++: what is heard of one is heard of sockets and files. */
function hearsOfPorts(): boolean {
  let isHeard = false
  const hook = createHook({ init: (_asyncId, type) => void (isHeard ||= type === 'MESSAGEPORT') })
  hook.enable()
  new MessageChannel().port1.close()
  hook.disable()
  return isHeard
}
