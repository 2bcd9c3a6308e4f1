// A language server on vscode-languageserver: it writes its index when it is asked to shut down, and ends at `exit`.
import { writeFile } from 'node:fs/promises'
import { devNull } from 'node:os'
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'

const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout)
let indexer

connection.onInitialize(() => ({ capabilities: { hoverProvider: true } }))
connection.onInitialized(() => {
  indexer = setInterval(() => {}, 1000)
})
connection.onHover(() => ({ contents: 'a word' }))
connection.onShutdown(async () => {
  clearInterval(indexer)
  await writeFile(devNull, 'the index')
})
connection.listen()
