/** How a formatter writes. */
export interface FormatOptions {
  /** Whether ANSI colours are used. */
  color: boolean
  /** Columns at which text wraps. Default: text is not wrapped. */
  width?: number
}
