/** Something given as a subject is not one. The message names the value and the remedy. */
export class SubjectError extends TypeError {
  override readonly name = 'SubjectError'
}
