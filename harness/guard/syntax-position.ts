/**
 * Finds where `JSON.parse` stopped, as ` (line 3, column 5)` or nothing, and its message without that.
 *
 * The engine gives an offset in most messages, and line and column in newer ones only.
 */
export function findSyntaxPosition(
  error: Error,
  text: string,
): { message: string; position: string } {
  const [, message = error.message, offset] =
    /^(.*?) in JSON at position (\d+)/s.exec(error.message) ??
    /^(.*?) after JSON at position (\d+)/s.exec(error.message) ??
    []
  if (offset === undefined) return { message: error.message, position: '' }
  const lines = text.slice(0, Number(offset)).split('\n')
  return {
    message,
    position: ` (line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1})`,
  }
}
