/** Breaks LEAK-06: the channel on which it hears of its peers is never closed. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class BroadcastChannelLeft extends IntervalManager {
  readonly peers = new Set<unknown>()
  private readonly channel = new BroadcastChannel('broadcast-channel-left')

  override begin(): this {
    // oxlint-disable-next-line prefer-add-event-listener -- as most users of a channel write it
    this.channel.onmessage = (event) => this.peers.add(event)
    return super.begin()
  }
}

export const subject = intervalSubject('broadcast-channel-left', BroadcastChannelLeft)
