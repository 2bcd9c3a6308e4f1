import type { HandleType } from '../../model/handle-type.ts'

/** A promise that somebody keeps and nobody settles. */
export const promiseType: HandleType = {
  kind: 'promise',
  name: 'promise',
  // Nobody else can settle it, so that nobody is to wait until somebody has.
  isOpen: () => false,
  describe: () => 'promise that never settles',
  remedy: () => 'resolve or reject it, or drop what keeps it',
  close: () => {},
}
