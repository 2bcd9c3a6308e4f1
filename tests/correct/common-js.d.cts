import type { Subject } from '../../harness/conformance/subject.ts' with {
  'resolution-mode': 'import',
}

declare const subject: Subject
export = subject
