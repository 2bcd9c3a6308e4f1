// Cannot be probed: how the manager is made is not said.
export default class Heartbeat {
  async shutdown() {}
}
