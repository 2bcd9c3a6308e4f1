// Cannot be probed: its manager cannot be made.
export default () => {
  throw new Error('no database')
}
