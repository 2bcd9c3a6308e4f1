/** Does nothing. */
export function idle(): void {}
