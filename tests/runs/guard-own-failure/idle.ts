export function idle(): void {}
