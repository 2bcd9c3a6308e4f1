interface State {
  isReady: boolean
}

const state: State = { isReady: false }
while (!state.isReady) {
  // Nobody ever sets it.
}

export default {}
