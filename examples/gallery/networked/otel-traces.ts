import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { defineSubject } from 'vitest-shutdown'

// Spans that are exported in batches, a second after the first of each, over OTLP/HTTP. A run is the
// function that gives the exporter its headers; `shutdown()` exports what is left.
function startTraces(work: () => void | Promise<void>): BasicTracerProvider {
  const exporter = new OTLPTraceExporter({
    url: 'http://collector.test:4318/v1/traces',
    headers: async () => {
      await work()
      return { authorization: 'a token' }
    },
  })
  const processor = new BatchSpanProcessor(exporter, { scheduledDelayMillis: 1000 })
  return new BasicTracerProvider({ spanProcessors: [processor] })
}

export default defineSubject({
  name: 'otel-traces',
  ownership: 'owned',
  profile: 'graceful',
  intervalMs: 2000,
  capabilities: { finalRun: 'until-empty' },
  network: { 'http://collector.test:4318': () => Response.json({}) },
  create: ({ work }) => startTraces(work),
  trigger: (provider) => provider.getTracer('shop').startSpan('order').end(),
  shutdown: (provider) => provider.shutdown(),
})
