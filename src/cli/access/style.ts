/** Light and dark follow the reader's setting; on a narrow screen each row of the matrix becomes a card. */
export const STYLE = `
:root { color-scheme: light dark; --back: #fff; --panel: #f6f7f9; --text: #1c2024; --dim: #5b6570; --line: #d5dae0;
  --role: #0b6bcb; --role-back: #e3effb; --guest: #8a5a00; --guest-back: #fdf0d5; --refused: #b3261e; --refused-back: #fbe6e4; }
@media screen and (prefers-color-scheme: dark) {
  :root { --back: #14171a; --panel: #1d2126; --text: #e7eaed; --dim: #a0a9b3; --line: #39414a;
    --role: #7ab8ff; --role-back: #16304d; --guest: #f0c36d; --guest-back: #40310f; --refused: #ff9a92; --refused-back: #4a1d1a; }
}
* { box-sizing: border-box; }
body { margin: 0; overflow-wrap: anywhere; background: var(--back); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 1400px; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.7rem; margin: 0; } h2 { margin: 2rem 0 .75rem; font-size: 1.25rem; } h3 { margin: 1.2rem 0 .6rem; font-size: 1rem; }
small, .lead, footer { color: var(--dim); } small { font-size: .85em; font-weight: normal; } .lead { margin: .25rem 0 0; }
.drawing { overflow-x: auto; background: var(--panel); border: 1px solid var(--line); border-radius: 10px; padding: 1rem; }
svg { display: block; max-width: 100%; min-width: 860px; height: auto; }
svg text { fill: var(--text); font: 13px system-ui, sans-serif; } svg .title { fill: var(--dim); font-weight: 600; }
svg .detail { fill: var(--dim); font-size: 11px; }
.node rect { fill: var(--back); stroke: var(--line); stroke-width: 1.2; }
.node.role rect { fill: var(--role-back); stroke: var(--role); }
.node.guest rect, .node.unknown rect { fill: var(--guest-back); stroke: var(--guest); }
.node.refused rect { fill: var(--refused-back); stroke: var(--refused); }
.edge { fill: none; stroke: var(--dim); stroke-width: 1.3; opacity: .65; } .edge.refused { stroke: var(--refused); stroke-dasharray: 5 4; }
table { width: 100%; border-collapse: collapse; margin-top: 1rem; table-layout: fixed; }
th, td { text-align: left; vertical-align: top; padding: .6rem .7rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { color: var(--dim); font-weight: 600; }
th:nth-child(1), th:nth-child(4) { width: 15%; } th:nth-child(2), th:nth-child(3) { width: 20%; }
code { display: inline-block; max-width: 100%;
  font: .85em/1.5 ui-monospace, monospace; background: var(--panel); border: 1px solid var(--line); border-radius: 4px;
  padding: 0 .3em; overflow-wrap: anywhere; }
.badge { display: inline-block; padding: .05rem .5rem; border-radius: 6px; font-weight: 600; overflow-wrap: anywhere;
  background: var(--panel); border: 1px solid var(--line); }
.badge.role { background: var(--role-back); color: var(--role); }
.badge.guest, .badge.unknown, .badge.medium { background: var(--guest-back); color: var(--guest); }
.badge.refused, .badge.critical, .badge.high { background: var(--refused-back); color: var(--refused); }
.shared { background: var(--panel); border: 1px solid var(--line); border-radius: 8px; padding: .7rem .9rem; margin-top: 1rem; }
.shared p { margin: 0 0 .4rem; }
ul.permits, ul.findings, ul.each { list-style: none; margin: 0; padding: 0; } ul.permits li + li { margin-top: .6rem; }
ul.each li + li { margin-top: .4rem; }
.permits b { color: var(--role); } .permits .deny b { color: var(--refused); } .permits .unknown b { color: var(--guest); }
ul.plain { margin: 0; padding-left: 1.2rem; overflow-wrap: anywhere; }
.findings li { border: 1px solid var(--line); border-radius: 8px; padding: .7rem .9rem; margin-bottom: .6rem; }
.findings p { margin: .3rem 0 0; }
@media screen and (max-width: 800px) {
  main { padding: 1rem; } thead { display: none; } table, tbody, tr, td { display: block; width: 100%; }
  tr { border: 1px solid var(--line); border-radius: 10px; margin-bottom: 1rem; padding: .3rem 0; }
  td { display: grid; grid-template-columns: 5.5rem minmax(0, 1fr); gap: .5rem; border: 0; padding: .35rem .8rem; }
  td::before { content: attr(data-label); color: var(--dim); font-size: .85em; }
}
@page { size: landscape; margin: 12mm; }
@media print {
  :root { color-scheme: light; print-color-adjust: exact; } body { font-size: 12px; } main { max-width: none; padding: 0; }
  .drawing { overflow: visible; } svg { min-width: 0; } h2, h3 { break-after: avoid; }
  tr, .drawing, .shared, .findings li { break-inside: avoid; } thead { display: table-header-group; }
}
`;
