// @case {"note":"a server opened while the file is loaded, asked by tests, closed in afterAll"}
import { createServer } from 'node:http'
import { afterAll, describe, expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

const server = createServer((request, response) => response.end(request.url))
server.listen(0, '127.0.0.1')
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
})

async function ask(path: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${await portOf(server)}${path}`)
  return response.text()
}

test('answers', async () => {
  expect(await ask('/a')).toBe('/a')
})

describe.concurrent('at once', () => {
  test.for(['/b', '/c', '/d'])('answers %s', async (path) => {
    expect(await ask(path)).toBe(path)
  })
})
