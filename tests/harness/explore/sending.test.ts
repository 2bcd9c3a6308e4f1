import dgram from 'node:dgram'
import { setTimeout as sleep } from 'node:timers/promises'
import '../../../fixtures/setup.ts'
import { expect, test } from 'vitest'
import { explore } from '../../../harness/explore/explore.ts'
import type { NetworkSetup } from '../../../harness/model/network.ts'
import type { Subject } from '../../../harness/model/subject.ts'
import type { OperationText } from '../../../harness/explore/plan/plan-text.ts'
import { PollingManager, pollingSubject } from '../../broken/bases/polling-manager.ts'
import { SocketManager, socketSubject } from '../../broken/bases/socket-manager.ts'
import { RenewingManager, renewingSubject, RenewsOnceMore } from './renewing-manager.ts'

/** Every single call of one kind. @returns what it breaks: its rule, and what was seen */
async function exploreSingles(
  subject: Subject,
  operation: OperationText = 'shutdown',
): Promise<string | undefined> {
  const { spaces, reason } = await explore(subject, {
    operations: [[operation]],
    budgetMs: 60_000,
  })
  expect(reason).toBeUndefined()
  const [failure] = spaces.flatMap((space) => space.failure ?? [])
  return failure && `${failure.brokenRule}: ${failure.message.replace(/, when .*/s, '')}`
}

/** The same with a network that answers `fetch()` by hand. */
function atFetchLevel(subject: Subject): Subject {
  const network: NetworkSetup = { 'api.test': () => Response.json({ jobs: [] }), level: 'fetch' }
  return { ...subject, network }
}

test('a request that is begun after shutdown() has fulfilled', async () => {
  const subject = renewingSubject('renews-once-more', RenewsOnceMore)
  const told =
    'NET-01: renews-once-more sent PUT http://api.test/lease at 705 ms, after shutdown() had fulfilled at 702 ms'
  expect(await exploreSingles(subject)).toBe(told)
  expect(await exploreSingles(atFetchLevel(subject))).toBe(told)
})

test('a renewal that was begun before is waited for', async () => {
  const subject = renewingSubject('renews', RenewingManager)
  expect(await exploreSingles(atFetchLevel(subject))).toBeUndefined()
  expect(await exploreSingles(atFetchLevel(subject), 'drop')).toBeUndefined()
})

/** Says goodbye with a request. */
class SaysBye extends PollingManager {
  protected override async settle(): Promise<void> {
    await super.settle()
    await this.bye()
  }

  protected async bye(): Promise<void> {
    const request = { method: 'DELETE', signal: this.limit() }
    await fetch('http://api.test/lease', request).then(
      (response) => response.arrayBuffer(),
      () => {},
    )
  }
}

class SaysByeUnawaited extends SaysBye {
  protected override async bye(): Promise<void> {
    void super.bye()
  }
}

test('a goodbye that is begun before shutdown() has fulfilled accuses nobody', async () => {
  expect(await exploreSingles(pollingSubject('says-bye', SaysBye))).toBeUndefined()
  const unawaited = pollingSubject('says-bye-unawaited', SaysByeUnawaited)
  expect(await exploreSingles(unawaited)).toBeUndefined()
})

/** Connects again once its address is known, and looks only afterwards whether it may. */
class ConnectsOnceMore extends SocketManager {
  protected override reconnect(): void {
    this.retry = setTimeout(() => void this.address().then(() => this.connect()), this.pauseMs())
  }

  protected address(): Promise<void> {
    return sleep(5)
  }

  protected override connect(): void {
    super.connect()
    this.socket?.once('connect', () => {
      if (this.isOver) this.socket?.destroy()
    })
  }

  protected override onAnswer(): void {
    super.onAnswer()
    // Each connection is for one question.
    this.socket?.destroy()
  }
}

class LooksFirst extends ConnectsOnceMore {
  protected override connect(): void {
    if (!this.isOver) super.connect()
  }
}

test('a connection that is tried after shutdown() has fulfilled', async () => {
  expect(await exploreSingles(socketSubject('connects-once-more', ConnectsOnceMore))).toMatch(
    /^NET-03: connects-once-more began a connection to redis\.test at \d+ ms, after shutdown\(\) had fulfilled at \d+ ms$/,
  )
  expect(await exploreSingles(socketSubject('looks-first', LooksFirst))).toBeUndefined()
})

/** Takes leave in its own words, and waits for nothing: what it writes leaves with the end of the connection. */
class TakesLeave extends SocketManager {
  protected override hangUp(): Promise<void> {
    this.socket?.write('BYE')
    this.socket?.write(' AND')
    this.socket?.end(' QUIT\n')
    return Promise.resolve()
  }
}

/** Answers once more, in the turn after the last. */
class AnswersOnceMore extends SocketManager {
  protected override hangUp(): Promise<void> {
    const { socket } = this
    setImmediate(() => {
      socket?.write('PING\n')
      setTimeout(() => socket?.destroy(), 5)
    })
    return Promise.resolve()
  }
}

test('data that is sent after shutdown() has fulfilled', async () => {
  expect(await exploreSingles(socketSubject('answers-once-more', AnswersOnceMore))).toMatch(
    /^NET-01: answers-once-more sent data to redis\.test at \d+ ms, after shutdown\(\) had fulfilled at \d+ ms$/,
  )
  expect(await exploreSingles(socketSubject('takes-leave', TakesLeave))).toBeUndefined()
})

/** Sends a beat by UDP with every run. */
class Beats extends PollingManager {
  #socket = dgram.createSocket('udp4')

  protected override ask(): Promise<void> {
    return this.beat('beat')
  }

  protected beat(text: string): Promise<void> {
    return new Promise((resolve) => {
      this.#socket.send(text, 8125, 'api.test', () => resolve())
    })
  }

  protected override async settle(): Promise<void> {
    await super.settle()
    await this.last()
    this.close()
  }

  protected last(): Promise<void> {
    return this.beat('last')
  }

  protected close(): void {
    this.#socket.close()
  }

  protected override abort(): void {
    super.abort()
    this.close()
  }
}

/** Its last beat leaves in its own time: that is how datagrams are sent. */
class LastBeatUnawaited extends Beats {
  protected override last(): Promise<void> {
    void this.beat('last').then(() => super.close())
    return Promise.resolve()
  }

  protected override close(): void {
    if (this.dropped) super.close()
  }
}

class BeatsOnceMore extends LastBeatUnawaited {
  protected override last(): Promise<void> {
    setTimeout(() => void super.last(), 5)
    return Promise.resolve()
  }
}

test('a datagram that is sent after shutdown() has fulfilled', async () => {
  expect(await exploreSingles(pollingSubject('beats-once-more', BeatsOnceMore))).toBe(
    'NET-01: beats-once-more sent a datagram to api.test at 5 ms, after shutdown() had fulfilled at 0 ms',
  )
  const unawaited = pollingSubject('last-beat-unawaited', LastBeatUnawaited)
  expect(await exploreSingles(unawaited)).toBeUndefined()
  expect(await exploreSingles(pollingSubject('beats', Beats))).toBeUndefined()
  expect(await exploreSingles(pollingSubject('beats', Beats), 'drop')).toBeUndefined()
})
