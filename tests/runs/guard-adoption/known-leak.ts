import { createServer } from 'node:http'

/** Leaks a server. */
export function leakKnown(): void {
  createServer().listen(0)
}
