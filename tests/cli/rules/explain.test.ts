import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { rules } from '../../../harness/check/catalogue.ts'
import { formatPage } from '../../../harness/report/format-page.ts'
import { runCommand } from '../run-command.ts'

const ROOT = new URL('../../../', import.meta.url)

function readRulePage(id: string): string {
  return readFileSync(new URL(`docs/rules/${id}.md`, ROOT), 'utf8')
}

describe('explain', () => {
  test('shows the page of a rule, whatever the case of its id', async () => {
    const { code, stdout, stderr } = await runCommand(['explain', 'stop-05'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatchInlineSnapshot(`
      "STOP-05: concurrent shutdown() calls all wait for the same completion

      MUST. Applies to every manager.

      Whoever awaits \`shutdown()\` then closes what the task uses: a pool, a file, the process. A
      second caller that is released early closes it while the run is in flight. The usual cause
      is a flag that makes the method idempotent by returning at once.

      Broken

        async shutdown(): Promise<void> {
          if (this.#stop.signal.aborted) return
          this.#stop.abort()
          await this.#finish()
        }

        [STOP-05] concurrent shutdown() calls all wait for the same completion
          shutdown() #2 fulfilled at 2000 ms while run #2 was in flight

             0 ms  create
          1000 ms  run #1 started
          1000 ms  run #1 done
          2000 ms  run #2 started
          2000 ms  shutdown() called
          2000 ms  shutdown() #2 called
          2000 ms  shutdown() #3 called
          2000 ms  shutdown() #2 fulfilled       ← too early
          2000 ms  shutdown() #3 fulfilled
          2000 ms  shutdown() #4 called
          2000 ms  shutdown() #4 fulfilled

          at shutdown (src/heartbeat.ts:58:9)
          Hint: let every call return the promise of the first; a flag that returns
          early releases the second caller too soon.

      Fixed

      Keep the promise of the first call instead of a flag, and return it to every caller.

        shutdown(): Promise<void> {
          this.#stop.abort()
          this.#finished ??= this.#finish()
          // A beat that waited here for its own end would wait forever.
          const isInside = this.#inside.getStore()?.isOver === false
          return isInside ? Promise.resolve() : this.#finished
        }

      This code is part of \`Heartbeat\`, which the guide (../../../docs/pattern.md) shows in
      full.
      "
    `)
  })

  test('names the file that a link leads to', async () => {
    const { stdout } = await runCommand(['explain', 'EXPLORE-01'], {
      directory: new URL('docs', ROOT).pathname,
    })
    expect(stdout).toContain('How to read a plan (explore.md)')
  })

  test('is in colour where that is supported, and only there', async () => {
    const plain = await runCommand(['explain', 'STOP-05'], { env: { NO_COLOR: '1' } })
    const colored = await runCommand(['explain', 'STOP-05'], { env: { FORCE_COLOR: '1' } })
    expect(plain.stdout).not.toContain('\u001B')
    expect(colored.stdout).toContain('\u001B[1mBroken\u001B[22m')
    expect(colored.stdout).toContain('\u001B[31m← too early\u001B[39m')
  })

  test('suggests the rule that was meant', async () => {
    expect(await runCommand(['explain', 'STOP-5'])).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'vitest-shutdown: Unknown rule `STOP-5`. Did you mean `STOP-05`? See `vitest-shutdown rules`.\n',
    })
  })
})

describe('a page in the terminal', () => {
  test.each(rules.map(({ id }) => id))('%s has prose that fits in 80 columns', (id) => {
    const text = formatPage(readRulePage(id), { color: false, width: 80 })
    const prose = text.split('\n').filter((line) => !line.startsWith('  '))
    expect(prose.filter((line) => line.length > 80)).toEqual([])
  })

  test.each(rules.map(({ id }) => id))('%s is shown without marks of Markdown', (id) => {
    expect(formatPage(readRulePage(id), { color: false })).not.toMatch(/^#|^```|<!--|\]\([^)]/m)
  })
})
