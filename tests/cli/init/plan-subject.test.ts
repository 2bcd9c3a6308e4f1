import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { findCandidates } from '../../../cli/init/find-candidates.ts'
import { planSubject } from '../../../cli/init/plan-subject.ts'
import { readSource } from '../../../cli/init/source-file.ts'
import { openParser } from '../../../cli/vitest/parse-source.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

/** The fields of the subject of a source. */
async function plan(text: string): Promise<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'cli-plan-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'source.ts')
  writeFileSync(path, text)
  const source = await readSource(path, await openParser(ROOT))
  const [candidate] = findCandidates(source)
  if (candidate === undefined) throw new Error('The source has no candidate')
  return Object.fromEntries(planSubject(candidate).fields)
}

const POLLER = `
  export interface PollerOptions { url: string; onPrice: (price: number) => void }
  export class Poller {
    #timer
    constructor(private options: PollerOptions) {
      this.#timer = setInterval(() => void this.#poll(), 1000)
    }
    async #poll() {
      const response = await fetch(this.options.url)
      this.options.onPrice(await response.json())
    }
    close() { clearInterval(this.#timer) }
  }`

test('a callback behind a URL on the same line is still the work', async () => {
  const { create } = await plan(POLLER)
  expect(create?.replaceAll(/\s+/g, ' ')).toBe(
    "({ work }) => new Poller({ url: 'http://api.test', onPrice: () => work() })",
  )
})

test('requests that are no runs are answered by a host of the network', async () => {
  expect(await plan(POLLER)).toHaveProperty('network', "{ 'api.test': () => Response.json({}) }")
})

test('requests that are the runs are the work, and go to a host', async () => {
  const fields = await plan(POLLER.replaceAll('; onPrice: (price: number) => void', ''))
  expect(fields).toHaveProperty('network', "{ 'api.test': () => Response.json({}) }")
  expect(fields.create).toContain(
    'await work(init?.signal ?? undefined)\n      return fetch(url, init)',
  )
})

test('requests that go nobody knows where are answered by the work', async () => {
  const source = POLLER.replace('url: string; onPrice: (price: number) => void', '')
  const fields = await plan(source.replace('fetch(this.options.url)', 'fetch(find())'))
  expect(fields).not.toHaveProperty('network')
  expect(fields.create).toContain('return Response.json({})')
})
