/** Colours by what they say, for light and for dark. */
export const COLOUR_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fff; --panel: #f6f7f9; --line: #dcdfe4; --ink: #1b1f24; --faint: #5b6470;
  --good: #17713a; --good-fill: #d9f2e1; --warn: #855400; --warn-fill: #fdecc8;
  --bad: #b3122a; --bad-fill: #fde0e2; --plain: #2457a6; --plain-fill: #dbe7fb;
  --focus: #0b5fd0;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #121519; --panel: #1a1e24; --line: #333a44; --ink: #e7eaee; --faint: #9aa4b1;
    --good: #67d391; --good-fill: #16371f; --warn: #f0bd5b; --warn-fill: #3d2e0c;
    --bad: #ff8d96; --bad-fill: #4a171d; --plain: #8db8ff; --plain-fill: #1b2f52;
    --focus: #7db4ff;
  }
}
`

/** The style of the drawings. */
export const DRAWING_STYLE = `
.plot { font: 11px system-ui, sans-serif; }
.plot text { fill: var(--ink); }
.plot .edge { stroke: var(--line); }
.plot .life { stroke: var(--faint); stroke-width: 1; stroke-dasharray: 1 3; }
.plot .tick line { stroke: var(--line); }
.plot .tick text, .plot .gap { fill: var(--faint); }
.plot .break { fill: var(--line); opacity: .45; }
.plot .item rect { stroke-width: 1; }
.plot .beside { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; }
.far .plot .odd text { display: none; }
.plot .plain rect { fill: var(--plain-fill); stroke: var(--plain); } .plot .plain circle { fill: var(--plain); }
.plot .good rect { fill: var(--good-fill); stroke: var(--good); } .plot .good circle { fill: var(--good); }
.plot .warn rect { fill: var(--warn-fill); stroke: var(--warn); } .plot .warn circle { fill: var(--warn); }
.plot .bad rect { fill: var(--bad-fill); stroke: var(--bad); } .plot .bad circle { fill: var(--bad); }
.plot .packet line, .plot .packet path { stroke: var(--plain); stroke-width: 1.5; fill: none; }
.plot .packet.in line, .plot .packet.in path { stroke: var(--good); }
.plot .open rect { stroke-dasharray: 4 3; }
.plot .marked rect, .plot .marked circle { stroke: var(--bad); stroke-width: 2.5; }
.plot line.mark { stroke: var(--bad); stroke-width: 1.5; stroke-dasharray: 3 2; }
.plot text.mark { fill: var(--bad); font-weight: 600; }
.plot .cursor { stroke: var(--focus); stroke-width: 1.5; }
`
