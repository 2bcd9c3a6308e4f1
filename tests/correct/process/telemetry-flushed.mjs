// Sends what it has traced before it ends, and gives that up where the collector does not answer in time.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'

let provider
process.once('SIGTERM', async () => {
  clearInterval(timer)
  await provider?.shutdown()
  console.log('flushed')
  process.exit(0)
})
const timer = setInterval(() => provider?.getTracer('shop').startSpan('order').end(), 50)

const collector = createServer((request, response) => {
  request.resume()
  request.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'))
})
collector.listen(0, '127.0.0.1')
await once(collector, 'listening')
collector.unref()
const url = `http://127.0.0.1:${collector.address().port}/v1/traces`
const exporter = new OTLPTraceExporter({ url })
provider = new BasicTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter)] })
