// @case {"leaks":[{"test":"looks at the status only","kind":"socket"}],"note":"the body of a fetch is endless and never read nor cancelled"}
import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

const responses: Response[] = []

test('looks at the status only', async () => {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('data: 1\n\n')
  })
  server.listen(0, '127.0.0.1')
  const url = `http://127.0.0.1:${await portOf(server)}/`
  const response = await fetch(url) // <- leak
  responses.push(response)
  server.close()
  expect(response.status).toBe(200)
})

test('neighbour', () => {
  expect(responses).toHaveLength(1)
})
