// Breaks PROC-06: its cleanup waits for an indexer that has ended long ago, so `shutdown` is never answered.
import { once } from 'node:events'
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'

const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout)
const indexer = new AbortController()

connection.onInitialize(() => ({ capabilities: {} }))
connection.onInitialized(() => indexer.abort())
connection.onShutdown(() => once(indexer.signal, 'abort'))
connection.listen()
