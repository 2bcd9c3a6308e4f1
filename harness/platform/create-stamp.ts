/** A constructor that makes nothing: what is returned from it is the `this` of who extends it. */
const ReturnArgument = function ReturnArgument(object: object): object {
  return object
} as unknown as new (object: object) => object

/** A mark on objects of anybody's, which no inspection, comparison or copy of them shows. */
export interface Stamp<V> {
  write(object: object, value: V): void
  read(object: object): V | undefined
}

/** Creates a mark: cheaper than a `WeakMap`, and nothing for the garbage collector to look after. */
export function createStamp<V>(): Stamp<V> {
  class Stamped extends ReturnArgument {
    #value: V

    constructor(object: object, value: V) {
      super(object)
      this.#value = value
    }

    static read(object: object): V | undefined {
      return #value in object ? object.#value : undefined
    }
  }
  return {
    write: (object, value) => void new Stamped(object, value),
    read: Stamped.read,
  }
}
