import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http'
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics'
import { defineSubject } from 'vitest-shutdown'

// Metrics that are exported every second over OTLP/HTTP. A run is the callback of a gauge, which the
// reader awaits before it exports; `shutdown()` exports once more.
function startMetrics(work: () => void | Promise<void>): MeterProvider {
  const reader = new PeriodicExportingMetricReader({
    exporter: new OTLPMetricExporter({ url: 'http://collector.test:4318/v1/metrics' }),
    exportIntervalMillis: 1000,
    exportTimeoutMillis: 1000,
  })
  const provider = new MeterProvider({ readers: [reader] })
  provider
    .getMeter('shop')
    .createObservableGauge('queue')
    .addCallback(async (result) => {
      await work()
      result.observe(1)
    })
  return provider
}

export default defineSubject({
  name: 'otel-metrics',
  ownership: 'owned',
  profile: 'graceful',
  intervalMs: 1000,
  capabilities: { finalRun: true },
  network: { 'http://collector.test:4318': () => Response.json({}) },
  create: ({ work }) => startMetrics(work),
  shutdown: (provider) => provider.shutdown(),
})
