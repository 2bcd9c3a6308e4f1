// Breaks PROC-06: it was asked to shut down, and ends all the same as one that was not.
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'

const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout)
connection.onInitialize(() => ({ capabilities: {} }))
connection.onShutdown(() => {})
connection.onExit(() => process.exit(1))
connection.listen()
