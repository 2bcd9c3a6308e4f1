declare module 'ticker' {
  export function startTicker(): () => void
}
