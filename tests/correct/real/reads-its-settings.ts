import { readFile } from 'node:fs/promises'
import { RecoveringManager, recoveringSubject } from '../../broken/bases/recovering-manager.ts'

/** Reads a real file at the start, and again after a failed run. */
export class SettingsReader extends RecoveringManager<string> {
  protected override connect(): Promise<string> {
    return readFile(new URL('../../../package.json', import.meta.url), 'utf8')
  }

  protected override async disconnect(): Promise<void> {}
}

export const subject = recoveringSubject('reads-its-settings', SettingsReader)
