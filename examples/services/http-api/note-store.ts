import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'

export interface Note {
  id: string
  text: string
  createdAt: string
}

interface StoreEvents {
  created: [note: Note]
  deleted: [id: string]
}

/** Notes in memory; tells its listeners what has changed. */
export class NoteStore extends EventEmitter<StoreEvents> {
  readonly #notes = new Map<string, Note>()

  list(): Note[] {
    return [...this.#notes.values()]
  }

  find(id: string): Note | undefined {
    return this.#notes.get(id)
  }

  create(text: string): Note {
    const note = { id: randomUUID(), text, createdAt: new Date().toISOString() }
    this.#notes.set(note.id, note)
    this.emit('created', note)
    return note
  }

  delete(id: string): boolean {
    const existed = this.#notes.delete(id)
    if (existed) this.emit('deleted', id)
    return existed
  }
}
