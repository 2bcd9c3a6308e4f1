import { test } from 'vitest'
import { setTimeout as sleep } from 'node:timers/promises'
import { on, once, EventEmitter } from 'node:events'
import { runVirtual } from '../../../harness/virtual-run/run-virtual.ts'
const never = () => new Promise<void>(() => {})
async function show(body: () => unknown, options = {}) {
  const t = performance.now()
  try {
    console.log('OK', await runVirtual(body as never, options))
  } catch (e) {
    console.log((e as Error).stack, performance.now() - t)
  }
}
test('ok', async () => {
  await show(
    async () => {
      await sleep(3600_000)
      return Date.now()
    },
    { startMs: 0 },
  )
})
test('never', async () => {
  await show(async () => {
    await sleep(10)
    await never()
  })
})
test('never2', async () => {
  await show(async () => {
    await sleep(10)
    await never()
  })
})
test('mutual', async () => {
  await show(async () => {
    let a: Promise<void>, b: Promise<void>
    async function one() {
      await sleep(1)
      await b
    }
    async function two() {
      await sleep(1)
      await a
    }
    a = one()
    b = two()
    await Promise.all([a, b])
  })
})
test('all', async () => {
  await show(async () => {
    await Promise.all([sleep(5), never(), sleep(6)])
  })
})
test('emitter', async () => {
  await show(async () => {
    await once(new EventEmitter(), 'x')
  })
})
test('on', async () => {
  await show(async () => {
    for await (const _ of on(new EventEmitter(), 'x')) {
    }
  })
})
test('gen', async () => {
  await show(async () => {
    async function* g() {
      yield 1
      await sleep(5)
      yield 2
      await never()
    }
    for await (const _ of g()) {
    }
  })
})
test('livelock', async () => {
  await show(async () => {
    setInterval(() => {}, 1000)
    await never()
  })
})
test('livelock2', async () => {
  await show(async () => {
    function again() {
      setTimeout(again, 1000)
    }
    again()
    await never()
  })
})
test('micro', async () => {
  await show(async () => {
    for (;;) await null
  })
})
test('micro2', async () => {
  await show(async () => {
    async function step() {}
    async function loop() {
      for (;;) await step()
    }
    await loop()
  })
})
test('tick', async () => {
  await show(async () => {
    function f() {
      process.nextTick(f)
    }
    f()
    await never()
  })
})
test('qm', async () => {
  await show(async () => {
    function f() {
      queueMicrotask(f)
    }
    f()
    await never()
  })
})
test('returned', async () => {
  await show(() => new Promise(() => {}))
})
test('thenable', async () => {
  await show(async () => {
    await { then() {} }
  })
})
test('paused', async () => {
  await show(async ({ clock }: any) => {
    clock.autoAdvance = false
    await sleep(5)
  })
})
test('then', async () => {
  await show(async () => {
    await Promise.resolve().then(() => never())
  })
})
test('dynamic', async () => {
  await show(async () => {
    await import('./x.ts')
    return 'imported'
  })
})
