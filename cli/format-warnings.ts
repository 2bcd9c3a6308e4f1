/** Writes what is to be said besides the outcome of `baseline`, or nothing. */
export function formatWarnings({
  exitCode,
  unusedIgnores,
  isLimited,
}: {
  /** Of Vitest. */
  exitCode: number
  unusedIgnores: readonly string[]
  isLimited: boolean
}): string {
  const warnings: string[] = []
  if (exitCode !== 0) {
    warnings.push(
      `warning: Vitest ended with exit code ${exitCode}. What failing tests did not reach was not recorded, their entries are kept as they are, and ignores are not judged.`,
    )
  }
  if (unusedIgnores.length > 0 && isLimited) {
    warnings.push(
      'note: ignores of setup files are not judged: the arguments for Vitest may leave out tests.',
    )
  } else if (unusedIgnores.length > 0) {
    const [matched, them] =
      unusedIgnores.length === 1
        ? ['an ignore of a setup file', 'it']
        : [`${unusedIgnores.length} ignores of setup files`, 'them']
    warnings.push(
      `warning: ${matched} matched nothing in the whole run; remove ${them}:`,
      ...unusedIgnores.map((ignore) => `  ${ignore}`),
    )
  }
  return warnings.join('\n')
}
