export const reportStyle = `
:root { color-scheme: light dark; --ink: #1c1f23; --soft: #5b6470; --paper: #ffffff; --line: #d8dce2; --mark: #d9480f14; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --soft: #a3abb6; --paper: #15181c; --line: #363c44; --mark: #d9480f33; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 860px; margin: 0 auto; padding: 32px 20px 64px; }
h1 { font-size: 1.2rem; margin: 0 0 8px; color: var(--soft); font-weight: 600; }
h2 { font-size: 1.15rem; margin: 40px 0 8px; }
.verdict { font-size: 1.35rem; line-height: 1.4; margin: 0 0 12px; text-wrap: pretty; }
.caption, figcaption { color: var(--soft); font-size: 0.9rem; margin: 0 0 12px; }
figure { margin: 0; overflow-x: auto; }
figure svg { max-width: 100%; min-width: 620px; height: auto; color: var(--ink); }
.scroll { overflow-x: auto; margin-top: 12px; }
table { border-collapse: collapse; width: 100%; font-size: 0.86rem; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: 6px 8px; border-bottom: 1px solid var(--line); white-space: pre; }
th:first-child { text-align: left; }
thead th { color: var(--soft); font-weight: 600; }
tbody th { font-weight: 500; }
tr.routed { background: var(--mark); }
tr.routed th, tr.routed td { font-weight: 700; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 20px; font-size: 0.9rem; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 560px) { dl { grid-template-columns: 1fr; } dd { margin-bottom: 8px; } .verdict { font-size: 1.15rem; } }
@media print { main { max-width: none; } section { break-inside: avoid; } }
`;
