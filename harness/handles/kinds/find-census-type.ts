import type { HandleKind, HandleType } from '../../model/handle-type.ts'
import { NATIVE_BEHAVIOUR, type NativeHandle } from '../../platform/native-handle.ts'
import { findNativeType } from './find-handle-type.ts'
import { timeoutType } from './timer-types.ts'

/** A handle of which a census knows no more than its name, and whether it is open. */
function createType(kind: HandleKind, name: string): HandleType<NativeHandle> {
  return {
    ...NATIVE_BEHAVIOUR,
    kind,
    name,
    describe: () => name,
    remedy: () => `close the ${name}`,
  }
}

/** What a census counts besides the native handles: it has hooks alone, no observers. */
const FURTHER_TYPES: ReadonlyMap<string, HandleType> = new Map<string, HandleType>([
  ['HTTP2SESSION', createType('http2-session', 'HTTP/2 session')],
  ['DIRHANDLE', createType('directory', 'directory handle')],
  [
    'FILEHANDLE',
    {
      ...createType('file', 'file handle'),
      isOpen: ({ fd }: NativeHandle) => (fd ?? -1) >= 0,
      close: (handle: NativeHandle) => handle.close?.(),
    },
  ],
  ['Timeout', { ...timeoutType, name: 'native timer' }],
])

/** What a census counts an async resource as; `undefined` for everything that is no handle. */
export function findCensusType(asyncType: string): HandleType | undefined {
  return findNativeType(asyncType) ?? FURTHER_TYPES.get(asyncType)
}
