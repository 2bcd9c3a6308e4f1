/** What is written for one parameter; a note marks what could not be known. */
export type Value =
  | { readonly kind: 'text'; readonly text: string; readonly note?: string }
  | { readonly kind: 'object'; readonly entries: readonly Entry[]; readonly cast?: string }

/** A member of an object. */
interface Entry {
  readonly key: string
  readonly value: Value
}

export function text(written: string, note?: string): Value {
  return note === undefined
    ? { kind: 'text', text: written }
    : { kind: 'text', text: written, note }
}

/** How wide a line may be, with the comma behind it. */
const WIDTH = 99

/** How a comment begins that marks what `init` could not know. */
export const MARK = '// TODO: '

/** Where something is written: how far its lines are indented, and what stands before it on its own. */
interface Place {
  readonly indent: string
  readonly column: number
}

/**
 * Writes a call: on one line where it fits and nothing is marked, or else a line for each argument.
 *
 * @param column where the call begins on its line
 */
export function writeCall(
  callee: string,
  values: readonly Value[],
  indent: string,
  column: number = indent.length,
): string {
  const [only] = values
  const place = { indent, column: column + callee.length + 1 }
  // One object, or one function, opens on the line of the call.
  if (
    values.length === 1 &&
    only !== undefined &&
    (only.kind === 'object' || only.note === undefined)
  ) {
    return `${callee}(${writeValue(only, place)})`
  }
  return (
    callee +
    writeList(
      values.map((value) => ({ value })),
      { open: '(', close: ')' },
      { indent, column: place.column - 1 },
    )
  )
}

function writeValue(value: Value, place: Place): string {
  if (value.kind === 'text') return value.text.replaceAll('\n', `\n${place.indent}`)
  const written = writeList(value.entries, { open: '{ ', close: ' }' }, place)
  return value.cast === undefined ? written : `${written} as ${value.cast}`
}

function writeList(
  parts: readonly { key?: string; value: Value }[],
  { open, close }: { open: string; close: string },
  { indent, column }: Place,
): string {
  if (parts.length === 0) return `${open}${close}`.replaceAll(' ', '')
  const isMarked = parts.some(({ value }) => value.kind === 'text' && value.note !== undefined)
  const flat = open + parts.map((part) => writePart(part, { indent, column: 0 })).join(', ') + close
  if (!isMarked && !flat.includes('\n') && column + flat.length <= WIDTH) return flat
  const inner = `${indent}  `
  const lines = parts.map((part) => {
    const note = part.value.kind === 'text' ? part.value.note : undefined
    const written = writePart(part, { indent: inner, column: inner.length })
    return `${inner}${written},${note === undefined ? '' : ` ${MARK}${note}`}`
  })
  return [open.trim(), ...lines, `${indent}${close.trim()}`].join('\n')
}

function writePart(
  { key, value }: { key?: string; value: Value },
  { indent, column }: Place,
): string {
  const lead = key === undefined ? '' : `${key}: `
  const written = writeValue(value, { indent, column: column + lead.length })
  return written === key ? written : lead + written
}
