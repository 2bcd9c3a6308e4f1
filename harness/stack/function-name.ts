/**
 * The part of a function's name that every engine and transform agrees on, and that a person wrote:
 * neither `async`, nor `[as alias]`, nor the receiver of a plain function. Undefined for a function
 * without a name.
 */
export function simplifyFunctionName(name: string | undefined): string | undefined {
  const simple = name
    ?.replace(/^async /, '')
    .replace(/ \[as [^\]]*\]$/, '')
    .replace(/^(Object|Module|exports|default|globalThis|Function)\./, '')
  return simple === undefined || simple === '' || simple.includes('<anonymous>')
    ? undefined
    : simple
}
