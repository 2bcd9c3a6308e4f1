// The names that a subject uses for what it makes.

/** `PriceFeed`, also of `createPriceFeed`. */
export function nameTask(name: string): string {
  return name.replace(/^(?:create|make|start|build|new)(?=[A-Z])/, '')
}

/** `priceFeed` of `PriceFeed`. */
export function nameHandle(name: string): string {
  const handle = lowerFirst(nameTask(name))
  return handle === name ? `${handle}Task` : handle
}

function lowerFirst(word: string): string {
  // `HTTPPoller` is an `httpPoller`.
  return word.replace(/^(?:[A-Z]+(?=[A-Z][a-z])|[A-Z]+$|[A-Z])/, (head) => head.toLowerCase())
}
