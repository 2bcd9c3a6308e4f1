/** Breaks EXPLORE-06: a connection that is lost while a run is in flight is not made again. */
import { SocketManager, socketSubject } from '../bases/socket-manager.ts'

class LostWhileBusy extends SocketManager {
  protected override onClose(hadError: boolean): void {
    if (this.inFlight === undefined) super.onClose(hadError)
  }
}

export const subject = socketSubject('lost-while-busy', LostWhileBusy)
