/** Breaks EXPLORE-05: the deadline is armed after a word to the peers; a loop that has ended meanwhile never clears it. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

/** Gossips with its peers, and tells them how long it will still be there. */
class GossipNode extends LoopManager {
  protected isOver = false

  override begin(): this {
    super.begin()
    void this.ended.then(() => {
      this.isOver = true
    })
    return this
  }

  override async shutdownWithin(timeoutMs: number): Promise<void> {
    const stopped = this.shutdown()
    if (this.isOver || this.dropped) return stopped
    let deadline: NodeJS.Timeout | undefined
    void this.ended.then(() => clearTimeout(deadline))
    await this.tellPeers()
    if (this.mayArm()) deadline = setTimeout(() => this.expire(), Math.min(timeoutMs, 2 ** 31 - 1))
    await stopped
    clearTimeout(this.forced ? deadline : undefined)
  }

  protected mayArm(): boolean {
    return true
  }

  protected async tellPeers(): Promise<void> {
    await Promise.resolve()
  }
}

class Mended extends GossipNode {
  protected override mayArm(): boolean {
    return !this.isOver
  }
}

export const subject = loopSubject('gossip-node', GossipNode, 'shutdownWithin')
export const mended = loopSubject('gossip-node, mended', Mended, 'shutdownWithin')
