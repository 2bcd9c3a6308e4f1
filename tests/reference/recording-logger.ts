import type { Logger } from '../../reference/logger.ts'

/** A logger that keeps its lines, as `level: message`, and the causes of the errors. */
export interface RecordingLogger extends Logger {
  lines: string[]
  causes: unknown[]
}

export function createRecordingLogger(): RecordingLogger {
  const lines: string[] = []
  const causes: unknown[] = []
  return {
    lines,
    causes,
    info: (message) => void lines.push(`info: ${message}`),
    warn: (message) => void lines.push(`warn: ${message}`),
    error(message, cause) {
      lines.push(`error: ${message}`)
      causes.push(cause)
    },
  }
}

/** The lines that the reference managers log. */
export const LINES: Record<'complete' | 'dropped' | 'failed', string> = {
  complete: 'info: Background task shutdown complete',
  dropped:
    'warn: Background task dropped without shutdown() - aborting. Use `await manager.shutdown()` for graceful cleanup.',
  failed: 'error: Background task run failed',
}
