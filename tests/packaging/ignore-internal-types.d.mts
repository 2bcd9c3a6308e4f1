/** Writes `dist/.npmignore`, and returns how many declarations it leaves out. */
export function ignoreInternalTypes(): number
