// Breaks PROC-06: it closes what it opens only with a document, so `shutdown` without one is answered with an error.
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'

const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout)
let index

connection.onInitialize(() => ({ capabilities: { textDocumentSync: 1 } }))
connection.onDidOpenTextDocument(() => {
  index = { close: async () => {} }
})
connection.onShutdown(async () => {
  await index.close()
})
connection.listen()
