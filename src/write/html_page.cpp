// The frame of the HTML page: style, legend, filters and the script that works them. Without the script the page shows everything and no
// filters. The policy names the script by its hash: tools/hash_page_script writes it anew after an edit, and the browser test notices if
// not.
#include "write/html.h"

namespace demarche {

std::string_view html_begin() {
  return R"page(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-OBHRFPDhFoi5OEdwvEj9MFM39g3mme9qI3BRLdL2Hkg='; base-uri 'none'; form-action 'none'">
<title>Claims: who did what to whom, who says so, and is it so</title>
<style>
:root { color-scheme: light dark; --paper: #fbfaf7; --ink: #1d1c1a; --faint: #66625a; --card: #fff; --line: #d9d4c9; --party: #0b5c86;
  --source: #7a3e9d; --actual: #14702f; --planned: #8a5a00; --possible: #6b5d00; --denied: #a8261c; --historical: #5f6470; --quote: #efe9f6; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16171a; --ink: #e9e6df; --faint: #a29d92; --card: #1f2126; --line: #3a3c43; --party: #7cc4ee; --source: #cfa4ee;
    --actual: #71d08c; --planned: #f0bf66; --possible: #dccb62; --denied: #ff9187; --historical: #b1b6c2; --quote: #2b2534; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 Georgia, "Times New Roman", serif; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: .5rem; background: var(--card); padding: .5rem; z-index: 3; }
header, main { max-width: 76rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 1.2rem; } h1 { font-size: 1.15rem; margin: 0 0 .3rem; } h2 { font-size: 1.6rem; line-height: 1.25; margin: 2rem 0 0; overflow-wrap: anywhere; }
.about, .legend, form, .more, .also, .disputed, abbr, .mode, .status { font-family: system-ui, sans-serif; }
.about, .legend { color: var(--faint); font-size: .85rem; margin: .2rem 0 .8rem; }
form { position: sticky; top: 0; z-index: 2; background: var(--paper); border-bottom: 1px solid var(--line); font-size: .85rem; }
form > div { max-width: 76rem; margin: 0 auto; padding: .5rem 1.25rem; display: flex; flex-wrap: wrap; gap: .3rem 1rem; align-items: center; }
fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem .8rem; } legend { float: left; padding: 0; line-height: 1.8rem; margin-right: .8rem; color: var(--faint); }
label { display: inline-flex; gap: .3rem; align-items: center; min-height: 1.8rem; } input { width: 1.05rem; height: 1.05rem; } select { font: inherit; max-width: 16rem; padding: .15rem; }
output { color: var(--faint); margin-left: auto; }
.sentence { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: .3rem 2rem; padding: .2rem 0; align-items: start; }
.sentence > p { margin: .35rem 0; overflow-wrap: anywhere; } .paragraph { margin-top: .8rem; }
ol { list-style: none; margin: .2rem 0; padding: 0; display: grid; gap: .45rem; }
.claim { background: var(--card); border: 1px solid var(--line); border-left: .3rem solid var(--actual); border-radius: .35rem; padding: .4rem .7rem; overflow-wrap: anywhere; scroll-margin-top: 5rem; }
.claim p { margin: 0; } .more { font-size: .8rem; color: var(--faint); margin-top: .15rem; }
.planned { --tone: var(--planned); } .possible { --tone: var(--possible); } .denied { --tone: var(--denied); } .historical { --tone: var(--historical); } .actual { --tone: var(--actual); }
.claim:not(.actual) { background: transparent; border: 1px dashed var(--tone); border-left: .3rem dotted var(--tone); }
.claim:not(.actual) .who, .claim:not(.actual) .whom { font-style: italic; } .claim.denied .what { text-decoration: line-through; text-decoration-thickness: 1px; }
.claim:target, .claim:focus { outline: 3px solid var(--party); outline-offset: 2px; }
.who, .whom, .p { color: var(--party); } .what { color: var(--tone); font-weight: 700; letter-spacing: .02em; } .mode, .nobody { color: var(--faint); font-size: .85rem; }
abbr { font-size: .72rem; color: var(--faint); text-decoration: none; white-space: nowrap; } .arrow { color: var(--tone); }
.status { font-weight: 700; color: var(--tone); }
.disputed, .also { font-size: .8rem; margin-top: .25rem !important; } .disputed { border-top: 1px solid var(--line); padding-top: .2rem; } .disputed strong { color: var(--denied); }
.s { color: var(--source); } .k { text-decoration: underline dotted var(--source); text-underline-offset: .2em; text-decoration-skip-ink: none; } .q { background: var(--quote); }
.t { color: var(--tone); font-weight: 700; text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: .15em; }
.t:not(.actual) { text-decoration-style: dashed; }
.legend .t, .legend .p, .legend .s, .legend .q, .legend .k { font-family: Georgia, serif; font-size: .95rem; }
a { color: var(--party); } :focus-visible { outline: 3px solid var(--party); outline-offset: 2px; }
[hidden] { display: none !important; } footer { height: 4rem; }
@media (max-width: 48rem) { .sentence { grid-template-columns: minmax(0, 1fr); } .sentence > p { margin-bottom: 0; } header, main { padding: 0 .9rem; } form { position: static; } form > div { padding: .5rem .9rem; } h2 { font-size: 1.3rem; } }
@media print { form { display: none; } }
</style>
</head>
<body>
<a class="skip" href="#claims">To the claims</a>
<header>
<h1>Who did what to whom, who says so, and is it so</h1>
<p class="legend">In the text: <span class="p">parties</span>, <span class="s">sources</span>, their <span class="k">cues</span>, <span class="q">quotations</span>, <span class="t actual">acts that took place</span> and <span class="t denied">acts that did not, or have not yet</span>. Solid cards took place by their source’s account; dashed ones are plans, possibilities, denials and history.</p>
</header>
<form id="filters" hidden aria-label="Filters"><div>
<fieldset><legend>Status</legend>
<label><input type="checkbox" name="status" value="actual" checked>actual</label>
<label><input type="checkbox" name="status" value="planned" checked>planned</label>
<label><input type="checkbox" name="status" value="possible" checked>possible</label>
<label><input type="checkbox" name="status" value="denied" checked>denied</label>
<label><input type="checkbox" name="status" value="historical" checked>historical</label>
</fieldset>
<label>Source <select name="source"><option value="">anybody</option></select></label>
<output role="status" aria-live="polite"></output>
</div></form>
<main id="claims" tabindex="-1">
)page";
}

std::string_view html_end() {
  return R"page(</main>
<footer></footer>
<script>
"use strict";
const form = document.getElementById("filters"), claims = [...document.querySelectorAll(".claim")];
const count = new Map();
const sources = c => c.dataset.source.split("\n");
for (const c of claims) for (const s of new Set(sources(c))) count.set(s, (count.get(s) || 0) + 1);
for (const [name, n] of [...count].sort((a, b) => b[1] - a[1])) {
  const option = document.createElement("option");
  option.value = name;
  option.textContent = name + " (" + n + ")";
  form.source.append(option);
}
function filter() {
  const statuses = new Set([...form.querySelectorAll("input:checked")].map(i => i.value)), source = form.source.value;
  let shown = 0;
  for (const c of claims) {
    c.hidden = !statuses.has(c.dataset.status) || (source !== "" && !sources(c).includes(source));
    shown += !c.hidden;
  }
  form.querySelector("output").textContent = shown + " of " + claims.length + " claims shown";
}
form.addEventListener("change", filter);
form.addEventListener("submit", e => e.preventDefault());
form.hidden = false;
filter();
// the way to a claim that a filter hides: show everything first
window.addEventListener("hashchange", () => {
  const c = document.getElementById(location.hash.slice(1));
  if (!c || !c.hidden) return;
  for (const i of form.querySelectorAll("input")) i.checked = true;
  form.source.value = "";
  filter();
  c.scrollIntoView();
});
</script>
</body>
</html>
)page";
}

}  // namespace demarche
