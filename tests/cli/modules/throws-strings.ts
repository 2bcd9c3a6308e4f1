export default {
  name: 'Thrower',
  ownership: 'owned',
  intervalMs: 1000,
  create() {
    throw 'a string'
  },
}
