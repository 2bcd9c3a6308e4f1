/** `WebAssembly`, as far as it is used here: the types of Node leave it to those of browsers. */
export const { WebAssembly: webAssembly } = globalThis as unknown as {
  WebAssembly: Record<'compile' | 'instantiate', (bytes: Uint8Array) => Promise<unknown>>
}

/** The smallest WebAssembly module. */
export const smallModule = Uint8Array.from([0, 97, 115, 109, 1, 0, 0, 0])

/** A module with so many functions that compiling it takes a while. */
export function createLargeModule(): Uint8Array<ArrayBuffer> {
  const count = 20_000
  const encode = (value: number): number[] =>
    value < 128 ? [value] : [(value & 127) | 128, ...encode(value >> 7)]
  const section = (id: number, content: number[]): number[] => [
    id,
    ...encode(content.length),
    ...content,
  ]
  const types = section(1, [1, 96, 0, 0])
  const functions = section(3, [...encode(count), ...Array.from({ length: count }, () => 0)])
  const bodies = Array.from({ length: count }, () => [2, 0, 11]).flat()
  const code = section(10, [...encode(count), ...bodies])
  return Uint8Array.from([...smallModule, ...types, ...functions, ...code])
}
