import type { HandleSink } from '../../model/handle-type.ts'
import { createDescriptorReplacements } from './descriptor-replacements.ts'
import { DescriptorTable } from './descriptor-table.ts'
import { createDirectoryReplacements } from './directory-replacements.ts'
import { createFileHandleReplacements } from './file-handle-replacements.ts'
import { Observation } from './observation.ts'
import { observeFileStreams } from './observe-file-streams.ts'
import { observeOnce } from './observe-once.ts'
import { replaceFunctions } from '../../platform/replace-functions.ts'
import { markWatching } from '../../stack/script-owner.ts'

markWatching(import.meta.url)

/**
 * Observes the files and directories that user code opens through `fs`: descriptors, streams,
 * `FileHandle`s and `Dir`s. A file counts once, as what closes it: the stream that was made of a
 * descriptor, the handle of which a stream was made. A descriptor handed to a child process counts
 * as open, since the child works on a copy.
 *
 * @returns puts back what was there before
 * @throws {Error} when files are being observed already
 */
export const observeFiles: (sink: HandleSink) => () => void = observeOnce('files', (sink) => {
  const observation = new Observation(sink)
  const table = new DescriptorTable()
  const undoStreams = observeFileStreams(observation, table)
  const undoFunctions = replaceFunctions([
    ...createDescriptorReplacements(observation, table),
    ...createFileHandleReplacements(observation, table),
    ...createDirectoryReplacements(observation),
  ])
  return () => {
    observation.end()
    undoFunctions()
    undoStreams()
  }
})
