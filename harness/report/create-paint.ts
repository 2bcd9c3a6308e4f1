/** Wraps text in a style, or returns it as it is where colour is off. */
type Style = (text: string) => string

/** The styles that the formatters use. */
export interface Paint {
  bold: Style
  dim: Style
  red: Style
  green: Style
  yellow: Style
  cyan: Style
}

const ESC = '\u001B['

/** Builds the styles; without colour, each returns its argument. */
export function createPaint(options: { color: boolean }): Paint {
  const style = (open: number, close: number): Style =>
    options.color ? (text) => `${ESC}${open}m${text}${ESC}${close}m` : (text) => text
  return {
    bold: style(1, 22),
    dim: style(2, 22),
    red: style(31, 39),
    green: style(32, 39),
    yellow: style(33, 39),
    cyan: style(36, 39),
  }
}

/** How a formatter writes. */
export interface FormatOptions {
  /** Whether ANSI colours are used. */
  color: boolean
  /** Whether what was skipped is listed with its reasons, and not only counted. Default: false. */
  verbose?: boolean
  /** Columns at which text wraps. Default: text is not wrapped. */
  width?: number
}
