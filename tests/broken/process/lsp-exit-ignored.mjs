// Breaks PROC-06: `exit` only closes the connection, and a watcher stays.
import { watch } from 'node:fs'
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'

const connection = createMessageConnection(
  new StreamMessageReader(process.stdin),
  new StreamMessageWriter(process.stdout),
)
connection.onRequest('initialize', () => {
  watch('.', () => {})
  return { capabilities: {} }
})
connection.onRequest('shutdown', () => null)
connection.onNotification('exit', () => connection.dispose())
connection.listen()
