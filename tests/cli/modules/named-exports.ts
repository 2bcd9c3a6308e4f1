export const subject = { name: 'Ticker' }
export const other = 1
