// A server of MCP on its SDK: the end of stdin closes it, and a tool that is running answers first.
import { setTimeout as sleep } from 'node:timers/promises'
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'

const server = new McpServer({ name: 'clock', version: '1.0.0' })
const cache = setInterval(() => {}, 60_000)
server.registerTool('later', { description: 'answers in a while' }, async () => {
  await sleep(200)
  return { content: [{ type: 'text', text: 'it is later now' }] }
})

function stop() {
  clearInterval(cache)
  process.stdin.destroy()
}
process.stdin.once('end', stop)
process.once('SIGTERM', stop)
await server.connect(new StdioServerTransport())
