/** Where what is printed goes: the text, as it was handed over at once; `isFile`, what goes to a file. */
export type OutputSink = (printed: string, isFile: boolean) => void

let sink: OutputSink | undefined

/** Whether somebody listens. */
export function isHeard(): boolean {
  return sink !== undefined
}

/** Makes `to` hear what is printed, or nobody. @returns who heard it before */
export function redirectOutput(to: OutputSink | undefined): OutputSink | undefined {
  const before = sink
  sink = to
  return before
}

/** Hands on what was printed. What a sink prints in its turn, nobody hears. */
export function tellPrinted(printed: string, isFile = false): void {
  const current = redirectOutput(undefined)
  try {
    current?.(printed, isFile)
  } finally {
    sink ??= current
  }
}

/** What was written, as text. */
export function decodePrinted(data: unknown, encoding?: unknown): string {
  if (typeof data === 'string') {
    const isCoded = typeof encoding === 'string' && !/^utf-?8$|^buffer$/i.test(encoding)
    return isCoded ? Buffer.from(data, encoding as BufferEncoding).toString() : data
  }
  const { buffer, byteOffset, byteLength } = data as NodeJS.ArrayBufferView
  return Buffer.from(buffer, byteOffset, byteLength).toString()
}
