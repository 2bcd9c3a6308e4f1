/** Breaks EXPLORE-04: a handle that is dropped while the list of handles is saved comes back with it, and the task outlives them all. */
import { SharedHandle, SharedTask, sharedSubject } from '../bases/shared-manager.ts'

/** Saves after every run who its subscribers are. */
class Feed extends SharedTask {
  protected override async run(): Promise<void> {
    await super.run()
    await this.saveSubscribers()
  }

  protected async saveSubscribers(): Promise<void> {
    const subscribers = [...this.handles]
    await this.write(subscribers.length)
    this.handles.clear()
    for (const handle of subscribers) this.handles.add(handle)
  }

  protected async write(_count: number): Promise<void> {
    await Promise.resolve()
  }
}

class MendedFeed extends Feed {
  protected override async saveSubscribers(): Promise<void> {
    await this.write(this.handles.size)
  }
}

export const subject = sharedSubject('feed', SharedHandle, Feed)
export const mended = sharedSubject('feed, mended', SharedHandle, MendedFeed)
