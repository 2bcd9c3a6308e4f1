// @case {"leaks":[{"test":"reads the head","kind":"file"}],"note":"a FileHandle of node:fs/promises"}
import { open, type FileHandle } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { scratchFile } from '../support/scratch.ts'

const kept: FileHandle[] = []

async function head(): Promise<FileHandle> {
  const handle = await open(scratchFile()) // <- leak
  kept.push(handle)
  return handle
}

test('reads the head and closes', async () => {
  const handle = await head()
  await handle.close()
  expect(handle.fd).toBe(-1)
})

test('reads the head', async () => {
  const handle = await head()
  expect((await handle.read({ length: 3 })).bytesRead).toBe(3)
})
