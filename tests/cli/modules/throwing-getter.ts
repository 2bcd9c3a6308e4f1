export default {
  get name(): string {
    throw new Error('not today')
  },
}
