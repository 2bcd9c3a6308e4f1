import type { Subject } from './subject.ts'

/** The subject with other values for some of its fields. It may be an object of a class, so nothing is copied. */
export function overrideSubject(subject: Subject, changes: Partial<Subject>): Subject {
  const descriptors = Object.entries(changes).map(
    ([key, value]) => [key, { value, enumerable: true }] as const,
  )
  return Object.create(subject, Object.fromEntries(descriptors)) as Subject
}
