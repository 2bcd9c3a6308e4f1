// CommonJS, which is started where it is the main module.
const { createServer } = require('node:http')

const server = createServer((_request, response) => response.end('ok'))
if (require.main === module) server.listen(0, '127.0.0.1')

process.on('SIGTERM', () => {
  server.close()
})
