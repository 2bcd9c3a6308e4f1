// Cannot be probed without a word on which one.
const create = () => ({ shutdown: async () => {} })

export default [
  { name: 'First', ownership: 'owned', intervalMs: 10, create },
  { name: 'Second', ownership: 'owned', intervalMs: 10, create },
]
