// Breaks PROC-06: it exits as soon as stdin ends, and a tool that is running never answers.
import { setTimeout as sleep } from 'node:timers/promises'
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'

const server = new McpServer({ name: 'clock', version: '1.0.0' })
server.registerTool('later', { description: 'answers in a while' }, async () => {
  await sleep(200)
  return { content: [{ type: 'text', text: 'it is later now' }] }
})
process.stdin.once('end', () => process.exit(0))
await server.connect(new StdioServerTransport())
