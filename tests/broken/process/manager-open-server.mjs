// Breaks LEAK-05: a manager that opens a server, and does not close it.
import { createServer } from 'node:http'
import { SchedulerTask } from 'vitest-shutdown/reference'

export default function createExporter({ work, logger }) {
  createServer((_request, response) => response.end('up 1')).listen(0, '127.0.0.1')
  return SchedulerTask.spawn({ schedule: work, quantumMicros: 10_000, logger, name: 'Exporter' })
}
