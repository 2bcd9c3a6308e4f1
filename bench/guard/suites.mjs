// The test files that the guard's cost is measured on. Each does one thing and nothing else, so its
// ratio is an upper bound: a test that also computes or asserts pays the same on top of more.

/**
 * A test file, written for any number of tests.
 *
 * @typedef {object} Suite
 * @property {string} name
 * @property {number} tests
 * @property {number} flagTests how many are run under Vitest's flag, where all would take minutes
 * @property {(tests: number) => string} write
 */

/** @type {Suite[]} */
export const suites = [
  {
    name: 'empty',
    tests: 2000,
    flagTests: 2000,
    write: (tests) => testFile(tests, { body: '() => {}' }),
  },
  promises('promises-15', { depth: 3, flagTests: 2000 }),
  promises('promises-127', { depth: 6, flagTests: 200 }),
  {
    name: 'timers-20',
    tests: 2000,
    flagTests: 2000,
    write: (tests) =>
      testFile(tests, { body: `async () => { ${setAndClear(20)}; await sleep() }` }),
  },
  {
    name: 'timers-600',
    tests: 500,
    flagTests: 500,
    write: (tests) => testFile(tests, { body: `() => { ${setAndClear(600)} }` }),
  },
  {
    name: 'fs-net',
    tests: 2000,
    flagTests: 200,
    write: writeFsAndNet,
  },
]

function promises(name, { depth, flagTests }) {
  return {
    name,
    tests: 2000,
    flagTests,
    write: (tests) => testFile(tests, { body: `async () => { await tree(${depth}) }` }),
  }
}

/** Per test: `handles` timers that are open at once, then cleared. */
export function writeTimers(tests, handles) {
  return testFile(tests, { body: `() => { ${setAndClear(handles)} }` })
}

/** Per test: 4 handles of a kind, each opened under `frames` frames of the user's, then closed. */
export function writeDeep(tests, kind, frames) {
  const [open, close] = {
    timer: ['setTimeout(nothing, 1000)', 'clearTimeout(handle)'],
    fd: [`fs.openSync('/dev/null')`, 'fs.closeSync(handle)'],
  }[kind]
  return testFile(tests, {
    head: `
      function under(frames) { return frames === 0 ? ${open} : [under(frames - 1)][0] }`,
    body: `() => {
      for (let count = 0; count < 4; count += 1) { const handle = under(${frames}); ${close} }
    }`,
  })
}

function setAndClear(handles) {
  return `
    const timers = []
    for (let count = 0; count < ${handles}; count += 1) timers.push(setTimeout(nothing, 1000))
    for (const timer of timers) clearTimeout(timer)`
}

/** Per test: a file written, read and removed; a TCP server and an echo through it; a request. */
function writeFsAndNet(tests) {
  return testFile(tests, {
    head: `
      const folder = await mkdtemp(join(tmpdir(), 'guard-bench-'))
      const api = http.createServer((_request, response) => response.end('yes'))
      const listening = (server) => new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
      beforeAll(() => listening(api))
      afterAll(async () => {
        await new Promise((resolve) => { api.close(resolve); api.closeAllConnections() })
        await rm(folder, { recursive: true })
      })
      async function file(index) {
        const path = join(folder, 'file-' + index)
        await writeFile(path, 'content')
        if (await readFile(path, 'utf8') !== 'content') throw new Error('not what was written')
        await unlink(path)
      }
      async function echo() {
        const server = net.createServer((socket) => socket.pipe(socket))
        await listening(server)
        const client = net.connect(server.address().port, '127.0.0.1')
        client.write('hello')
        const [data] = await once(client, 'data')
        if (data.toString() !== 'hello') throw new Error('not what was sent')
        client.end()
        await once(client, 'close')
        await new Promise((resolve) => server.close(resolve))
      }
      async function request() {
        const response = await fetch('http://127.0.0.1:' + api.address().port)
        if (await response.text() !== 'yes') throw new Error('not what was answered')
      }`,
    body: 'async () => { await file(index); await echo(); await request() }',
  })
}

function testFile(tests, { head = '', body }) {
  return `
    import { once } from 'node:events'
    import fs from 'node:fs'
    import { mkdtemp, readFile, rm, unlink, writeFile } from 'node:fs/promises'
    import http from 'node:http'
    import net from 'node:net'
    import { tmpdir } from 'node:os'
    import { join } from 'node:path'
    import { afterAll, beforeAll, test } from 'vitest'

    const nothing = () => {}
    const sleep = () => new Promise((resolve) => setTimeout(resolve, 1))
    async function tree(depth) {
      if (depth === 0) return await 1
      return 1 + (await tree(depth - 1)) + (await tree(depth - 1))
    }
    ${head}
    for (let index = 0; index < ${tests}; index += 1) test('test ' + index, ${body})
    `
}
