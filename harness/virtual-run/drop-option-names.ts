/** The engine names a function without a name by the property that follows it: an option of the run. */
const NAMED_BY_OPTION =
  /(?:[\w$]+\.)?(?:startMs|autoAdvance|maxIdleFires|maxFires|maxJobs|confirmMs|noticeMs) \(([^()\n]+:\d+:\d+)\)/g

/** Leaves of frames in a text only the place where the engine has made the name up. */
export function dropOptionNames(text: string): string {
  return text.replaceAll(NAMED_BY_OPTION, '$1')
}
