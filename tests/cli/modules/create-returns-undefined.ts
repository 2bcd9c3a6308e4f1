export default { name: 'Ticker', ownership: 'owned', intervalMs: 1000, create() {} }
