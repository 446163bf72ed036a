"""The look of the report that opens in a browser: ink on paper, readable on a phone, in the dark and in print."""

from __future__ import annotations

import base64
import hashlib

STYLE = """
:root { --paper: #faf6ee; --sheet: #fffdf9; --ink: #231f1a; --soft: #564e44; --rule: #ded5c4; --red: #961b1e;
  --late: #a81f16; --late-tint: #fbe3dc; --gold: #744a00; --gold-tint: #fcefcb; --focus: #1a4fa0; color-scheme: light; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #181510; --sheet: #211d17; --ink: #f0e9dd; --soft: #c6bcac; --rule: #3d372d; --red: #f4a096;
    --late: #ffb1a6; --late-tint: #4a221c; --gold: #f6d07a; --gold-tint: #3b2f13; --focus: #9cc4ff; color-scheme: dark; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 72rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.65 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif; }
a { color: var(--red); text-underline-offset: .2em; }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
header { border-top: 4px solid var(--red); border-bottom: 1px solid var(--red); padding: .6rem 0 .9rem; }
h1 { margin: .2rem 0; color: var(--red); font-size: 1.7rem; line-height: 1.3; letter-spacing: .04em; }
header p { margin: .2rem 0; color: var(--soft); }
header .verdict { color: var(--ink); font-weight: 700; }
.counts { display: flex; flex-wrap: wrap; gap: .6rem; margin: 1.2rem 0; padding: 0; list-style: none; }
.counts li { padding: .3rem .9rem; border: 1px solid currentColor; border-radius: 2px; font-weight: 700; }
.error { color: var(--late); } .warning { color: var(--gold); }
.counts .error { background: var(--late-tint); } .counts .warning { background: var(--gold-tint); }
nav ul { margin: .4rem 0 1.6rem; padding: 0; list-style: none; }
nav li { padding: .15rem 0; overflow-wrap: anywhere; }
nav small, summary small { color: var(--soft); white-space: nowrap; }
details { margin: 0 0 1.4rem; background: var(--sheet); border: 1px solid var(--rule); }
summary { padding: .6rem .9rem; cursor: pointer; overflow-wrap: anywhere; }
summary h2 { display: inline; margin: 0; font-size: 1.05rem; }
main:has(details:target) details:not(:target) { display: none; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; }
th, td { padding: .55rem .9rem; border-top: 1px solid var(--rule); text-align: start; vertical-align: top;
  overflow-wrap: anywhere; }
thead th { color: var(--soft); font-size: .85rem; font-weight: 400; white-space: nowrap; }
td p { margin: 0; } td p + p { margin-top: .25rem; }
.place { width: 20%; font-variant-numeric: tabular-nums; } .weight { width: 10%; } .rule { width: 26%; }
td.weight { font-weight: 700; } td.rule { color: var(--soft); font-size: .875rem; }
mark { padding: 0 .15em; background: var(--gold-tint); color: var(--ink); border-bottom: 2px solid var(--gold);
  white-space: break-spaces; }
@media (max-width: 44rem) {
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr, td, td.place, td.weight, td.rule { display: block; width: auto; }
  tr { padding: .5rem 0; border-top: 1px solid var(--rule); } td { padding: .1rem .9rem; border: 0; }
}
@media print {
  :root { --paper: #fff; --sheet: #fff; --ink: #000; --soft: #333; --rule: #999; --red: #7a0006; --late: #7a0006;
    --late-tint: #fff; --gold: #4a2e00; --gold-tint: #fff; color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 10.5pt; } nav { display: none; }
  main:has(details:target) details:not(:target) { display: block; }
  details { border: 0; } tr { break-inside: avoid; } summary { break-after: avoid; padding-inline: 0; }
}
"""


def source_hash(content: str) -> str:
    """How a content security policy names an inline style that it allows."""
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
