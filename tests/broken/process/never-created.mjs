// Cannot be probed: its manager is never there.
export default () => new Promise(() => {})
