/** Slims `dist/`, and returns how many declarations are left out of the package. */
export function slimPackage(): number
