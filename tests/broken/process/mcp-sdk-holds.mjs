// Breaks PROC-06: the transport of the SDK ends with stdin, and the cache of the server goes on.
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'

const server = new McpServer({ name: 'weather', version: '1.0.0' })
const cache = new Map()
setInterval(() => cache.clear(), 60_000)
server.registerTool('forecast', { description: 'tells the weather' }, () => ({
  content: [{ type: 'text', text: 'rain' }],
}))
await server.connect(new StdioServerTransport())
