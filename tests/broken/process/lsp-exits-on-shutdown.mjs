// Breaks PROC-06: it exits as soon as it is asked to shut down, and its editor takes that for a crash.
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'

const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout)
connection.onInitialize(() => ({ capabilities: {} }))
connection.onShutdown(() => process.exit(0))
connection.listen()
