// Breaks PROC-04: the shutdown waits for a collector that does not answer.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'

const collector = createServer((request) => request.resume())
collector.listen(0, '127.0.0.1')
await once(collector, 'listening')
collector.unref()
const url = `http://127.0.0.1:${collector.address().port}/v1/traces`

const exporter = new OTLPTraceExporter({ url, timeoutMillis: 60_000 })
const provider = new BasicTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter)] })
const timer = setInterval(() => provider.getTracer('shop').startSpan('order').end(), 50)

process.once('SIGTERM', async () => {
  clearInterval(timer)
  console.log('flushing')
  await provider.shutdown()
  console.log('flushed')
})
