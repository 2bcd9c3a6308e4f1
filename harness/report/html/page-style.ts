/** The style of the page; its colours, light and dark, are those of the drawings. */
export const PAGE_STYLE = `
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 9rem; }
body {
  margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 72rem; background: var(--paper);
  color: var(--ink); font: 15px/1.5 system-ui, sans-serif;
}
h1 { margin: 0; font-size: 1.5rem; line-height: 1.25; }
h2 { display: inline; margin: 0; font-size: 1.15rem; overflow-wrap: anywhere; }
p { margin: 0; }
a { color: var(--plain); }
code, pre, .event { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .87em; }
code { overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
.faint { color: var(--faint); }
header p { margin: .25rem 0 1rem; }

.badge { padding: .05rem .5rem; border-radius: 1rem; font-size: .82rem; white-space: nowrap; border: 1px solid; }
.good { color: var(--good); } .warn { color: var(--warn); } .bad { color: var(--bad); }
.badge.good { background: var(--good-fill); } .badge.warn { background: var(--warn-fill); }
.badge.bad { background: var(--bad-fill); } .badge.faint { background: var(--panel); }

.filter {
  position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: .5rem .9rem; align-items: center;
  margin: 0 -1rem 1rem; padding: .6rem 1rem; background: var(--panel); border-block: 1px solid var(--line);
}
.filter fieldset { display: flex; flex-wrap: wrap; gap: .25rem .8rem; margin: 0; padding: 0; border: 0; }
.filter label { display: inline-flex; gap: .35rem; align-items: center; min-height: 1.9rem; }
.filter output { margin-left: auto; color: var(--faint); }
input, select, button {
  font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 4px;
}
input[type=search] { width: 15rem; padding: .2rem .5rem; }
input[type=range] { width: 9rem; accent-color: var(--plain); }
input[type=checkbox] { width: 1.05rem; height: 1.05rem; margin: 0; accent-color: var(--plain); }
select, button { padding: .2rem .5rem; min-height: 1.9rem; }

table { width: 100%; border-collapse: collapse; margin-bottom: 1.5rem; }
th { text-align: left; font-weight: 500; color: var(--faint); font-size: .85rem; }
th, td { padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: middle; overflow-wrap: anywhere; }
td:last-child, th:last-child { padding-right: 0; }
.bar { display: flex; gap: 2px; height: .55rem; min-width: 6rem; overflow: hidden; border-radius: 3px; background: var(--line); }
.bar i { background: currentColor; } .bar i.faint { background: none; }

section { border: 1px solid var(--line); border-radius: 6px; margin-bottom: 1rem; background: var(--paper); }
section > details > summary { padding: .7rem .9rem; cursor: pointer; }
section > details > summary > * { vertical-align: middle; margin-right: .5rem; }
.rules { list-style: none; margin: 0; padding: 0; content-visibility: auto; contain-intrinsic-size: auto 30rem; }
.rule { border-top: 1px solid var(--line); }
.row { display: grid; grid-template-columns: 6.2rem 6.6rem 4.4rem 1fr auto; gap: .6rem; padding: .4rem .9rem; align-items: baseline; }
summary.row { cursor: pointer; list-style: none; }
summary.row::-webkit-details-marker { display: none; }
summary.row:hover { background: var(--panel); }
.row .title { overflow-wrap: anywhere; }
summary.row .title::after { content: ' ▸'; color: var(--faint); }
details[open] > summary.row .title::after { content: ' ▾'; }
.row .id { font-weight: 600; white-space: nowrap; }
.row .ms { color: var(--faint); font-size: .82rem; white-space: nowrap; }
.body { display: grid; gap: .6rem; padding: .3rem .9rem 1rem; min-width: 0; }
.body > * { min-width: 0; overflow-wrap: anywhere; }
.message { white-space: pre-wrap; }
.body .observed { border-left: 3px solid var(--bad); padding-left: .7rem; }
.body .observed.soft { border-color: var(--warn); }

.coverage { display: grid; gap: .2rem; max-width: 26rem; }

figure { margin: .2rem 0; border: 1px solid var(--line); border-radius: 6px; overflow: hidden; }
figure .tools { display: flex; flex-wrap: wrap; gap: .3rem 1rem; align-items: center; padding: .3rem .7rem; border-bottom: 1px solid var(--line); background: var(--panel); }
figure .tools label { display: inline-flex; gap: .5rem; align-items: center; }
.lanes { display: flex; }
.names { flex: none; padding: 0 .6rem; border-right: 1px solid var(--line); background: var(--panel); font-size: 12px; color: var(--faint); }
.names div { display: flex; align-items: flex-start; padding-top: 4px; white-space: nowrap; }
.scroll { overflow-x: auto; flex: 1; min-width: 0; }
.scroll svg { display: block; width: max(100%, calc(var(--width) * var(--zoom, 1) * 1px)); }
.events { max-height: 15rem; overflow: auto; margin: 0; padding: .3rem 0; list-style: none; border-top: 1px solid var(--line); }
.event { display: grid; grid-template-columns: 7.5rem 1fr; gap: .8rem; padding: .05rem .7rem; }
.event .at { text-align: right; color: var(--faint); white-space: nowrap; }
.event .what { white-space: pre-wrap; overflow-wrap: anywhere; }
.event.marked { background: var(--bad-fill); }
.event.marked .mark { color: var(--bad); font-weight: 600; }
.event[aria-selected=true] { box-shadow: inset 3px 0 var(--focus); background: var(--plain-fill); }
.none { padding: 2rem; text-align: center; color: var(--faint); }

@media (max-width: 40rem) {
  body { padding-top: 1rem; }
  .filter { position: static; }
  html { scroll-padding-top: 1rem; }
  input[type=search] { width: 100%; }
  .filter label:has(input[type=search]) { width: 100%; }
  .row { grid-template-columns: auto auto auto 1fr; gap: .1rem .6rem; }
  section > details > summary > .faint { display: block; margin-top: .2rem; }
  .row .ms { text-align: right; }
  .row .title { grid-column: 1 / -1; grid-row: 2; }
  .event { grid-template-columns: 5.5rem 1fr; gap: .6rem; }
  thead { display: none; }
  tr { display: grid; grid-template-columns: 1fr auto; gap: .1rem .6rem; padding: .5rem 0; border-bottom: 1px solid var(--line); }
  td { border: 0; padding: 0; }
  td.bars { grid-column: 1 / -1; }
}
`
