/**
 * A place in a script in the form in which V8 gives frames, so that whoever maps those to their
 * sources maps this too. Mappers copy all methods there are, and expect each of them.
 */
export class ScriptPlace implements NodeJS.CallSite {
  readonly #script: string
  readonly #line: number
  readonly #column: number

  /** @param line counted from 1, as `column` */
  constructor(script: string, line: number, column: number) {
    this.#script = script
    this.#line = line
    this.#column = column
  }

  getFileName(): string {
    return this.#script
  }

  getScriptNameOrSourceURL(): string {
    return this.#script
  }

  getLineNumber(): number {
    return this.#line
  }

  getColumnNumber(): number {
    return this.#column
  }

  getEnclosingLineNumber(): number {
    return this.#line
  }

  getEnclosingColumnNumber(): number {
    return this.#column
  }

  getPosition(): number {
    return 0
  }

  getScriptHash(): string {
    return ''
  }

  getThis(): undefined {
    return undefined
  }

  getFunction(): undefined {
    return undefined
  }

  getEvalOrigin(): undefined {
    return undefined
  }

  getTypeName(): null {
    return null
  }

  getFunctionName(): null {
    return null
  }

  getMethodName(): null {
    return null
  }

  getPromiseIndex(): null {
    return null
  }

  isToplevel(): boolean {
    return true
  }

  isNative(): boolean {
    return false
  }

  isEval(): boolean {
    return false
  }

  isConstructor(): boolean {
    return false
  }

  isAsync(): boolean {
    return false
  }

  isPromiseAll(): boolean {
    return false
  }

  toString(): string {
    return `${this.#script}:${this.#line}:${this.#column}`
  }
}
