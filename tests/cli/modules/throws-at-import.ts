interface Options {
  url: string
}

function connect(options: Options | undefined): string {
  if (options === undefined) throw new RangeError('no options to connect with')
  return options.url
}

export default { name: connect(undefined) }
