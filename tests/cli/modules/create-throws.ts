export default {
  name: 'Ticker',
  ownership: 'owned',
  intervalMs: 1000,
  create() {
    throw new Error('no database to connect to')
  },
}
