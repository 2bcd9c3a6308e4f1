import type { Subject } from '../../harness/model/subject.ts' with {
  'resolution-mode': 'import',
}

declare const subject: Subject
export = subject
