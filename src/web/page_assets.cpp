// Style and script of the report page. Plain CSS and JavaScript, no framework: the page must stand alone.
#include "web/page_parts.h"

namespace herald::web {

// Colours: ink on paper; teal for cooperation, brick for conflict; blue, amber and violet for source, action
// and target. Pairs of text and ground reach a contrast of 4.5 in both schemes. Marks differ in underline as
// well as in colour, so that they can be told apart in print and by everybody.
const std::string_view kPageStyle = R"css(
:root{color-scheme:light dark;--paper:#fcfbf8;--card:#fff;--ink:#1d1c1a;--soft:#5e5951;--rule:#ddd8cd;--hair:#ece8df;
--coop:#17656d;--conf:#a8331f;--coop-f:#17656d2e;--conf-f:#a8331f2e;--gap:#8a847822;
--src:#d9e7f9;--src-i:#1c4f8f;--act:#fbe4b0;--act-i:#7a5200;--tgt:#eadbf5;--tgt-i:#6a3393;--focus:#1c4f8f;
--serif:"Iowan Old Style","Palatino Linotype",Palatino,"URW Palladio L","Source Serif 4",Georgia,"DejaVu Serif",serif;
--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans",Arial,sans-serif}
@media (prefers-color-scheme:dark){:root{--paper:#161513;--card:#1d1c19;--ink:#ebe7df;--soft:#a9a296;--rule:#3a3731;
--hair:#2a2824;--coop:#6cc4c9;--conf:#f08d76;--coop-f:#6cc4c933;--conf-f:#f08d7633;--gap:#a9a2961f;
--src:#1d3a5f;--src-i:#9cc4f5;--act:#4d3a0c;--act-i:#f0c869;--tgt:#432857;--tgt-i:#d7adf3;--focus:#9cc4f5}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:5rem}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.45 var(--sans);overflow-wrap:anywhere}
.page{max-width:1180px;margin:0 auto;padding:0 20px 40px}
h1,h2,h3,h4,p,ol,dl,dd,figure,blockquote{margin:0;padding:0}
ol{list-style:none}
a{color:inherit;text-decoration-color:var(--soft);text-underline-offset:2px}
a:hover{text-decoration-color:currentColor}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
code{font:.86em/1.3 ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-999px}
.skip:focus{left:8px;top:8px;background:var(--card);padding:6px 10px;z-index:9}
.mast{padding:22px 0 14px;border-bottom:3px double var(--ink);margin-bottom:20px}
.brand{font:600 12px/1 var(--sans);letter-spacing:.18em;text-transform:uppercase;color:var(--soft)}
h1{font:600 clamp(28px,4.4vw,44px)/1.08 var(--serif);letter-spacing:-.012em;margin:8px 0 8px;text-wrap:balance}
.lede{font:17px/1.4 var(--serif);max-width:62ch}
.inputs{font-size:13px;color:var(--soft);margin-top:4px}
main{display:grid;grid-template-columns:minmax(0,1fr) 270px;gap:0 36px}
main>#events{grid-column:1/-1}
h2{font:600 21px/1.2 var(--serif);margin:0 0 2px}
.note{font-size:13px;color:var(--soft);max-width:80ch}
.up{color:var(--coop)}.down{color:var(--conf)}
section+section{margin-top:0}
.pairs{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,258px),1fr));gap:16px 24px;margin:12px 0 8px}
.pair{border-top:1px solid var(--rule);padding-top:6px;min-width:0;display:flex;flex-direction:column;justify-content:space-between}
.pair figcaption{display:grid;grid-template-columns:minmax(0,1fr) auto;column-gap:8px}
.pair h3{font:600 15px/1.25 var(--serif);grid-column:1}
.pair p{font-size:12px;color:var(--soft);grid-column:1}
.pair .show{grid-column:2;grid-row:1/3;align-self:center}
.pair.little svg{opacity:.75}
svg{display:block;width:100%;height:auto;margin-top:2px}
svg .coop{fill:var(--coop)}svg .conf{fill:var(--conf)}
svg .coop.fill{fill:var(--coop-f)}svg .conf.fill{fill:var(--conf-f)}
svg .line{fill:none;stroke-width:1.5;stroke-linejoin:round}
svg .coop.line{stroke:var(--coop)}svg .conf.line{stroke:var(--conf)}
svg .zero{stroke:var(--ink);stroke-width:.8}svg .gap{fill:var(--gap)}
svg .hover{fill:transparent}svg .hover:hover{fill:var(--gap)}
svg .tick{font:9.5px var(--sans);fill:var(--soft)}svg .tick.up{fill:var(--coop)}svg .tick.down{fill:var(--conf)}
button,select,input{font:inherit;color:inherit;background:var(--card);border:1px solid var(--rule);border-radius:3px;padding:4px 8px;font-size:13px}
button{cursor:pointer}button:hover{border-color:var(--soft)}
.show{font-size:12px;line-height:1.2;padding:3px 7px}
table{border-collapse:collapse;width:100%;font-size:13px;margin-top:8px}
th,td{text-align:left;vertical-align:top;padding:4px 8px 4px 0;border-bottom:1px solid var(--hair)}
thead th{font-weight:400;color:var(--soft);border-bottom-color:var(--rule)}
th[scope=row]{font-weight:600}.ledger th{white-space:nowrap;padding-right:12px}.ledger .n{padding-right:0}
.n{text-align:right;padding-right:0;font-variant-numeric:tabular-nums;white-space:nowrap}
tr.failed th,tr.failed .n{color:var(--conf)}
#events{margin-top:28px;border-top:1px solid var(--ink);padding-top:12px}
.filter{position:sticky;top:0;z-index:3;display:flex;flex-wrap:wrap;gap:8px 12px;align-items:end;background:var(--paper);
padding:10px 0;border-bottom:1px solid var(--rule);margin-top:6px}
.filter[hidden]{display:none}
.filter label{font-size:12px;color:var(--soft);display:grid;gap:2px;min-width:0}
.filter select{max-width:13rem;width:100%;color:var(--ink)}
.filter .find{flex:1 1 12rem}.filter input{width:100%;color:var(--ink)}
#shown{font-size:13px;color:var(--soft);padding-bottom:5px;font-variant-numeric:tabular-nums}
.day>h3{font:600 14px/1 var(--sans);padding:18px 0 6px;border-bottom:1px solid var(--rule)}
.event{display:grid;grid-template-columns:250px minmax(0,1fr);gap:4px 28px;padding:12px 0 12px 14px;
border-bottom:1px solid var(--hair);border-left:4px solid transparent;content-visibility:auto;contain-intrinsic-size:auto 130px}
.event[hidden],.day[hidden]{display:none}
.event:target{background:var(--card)}
.vcoop{border-left-color:color-mix(in srgb,var(--coop) 45%,transparent)}.mcoop{border-left-color:var(--coop)}
.vconf{border-left-color:color-mix(in srgb,var(--conf) 45%,transparent)}.mconf{border-left-color:var(--conf)}
.event h4{display:grid;gap:4px;font:600 16px/1.2 var(--serif)}
.who,.act{display:block;padding-left:16px;position:relative}
.who::before{content:"";position:absolute;left:1px;top:.33em;width:8px;height:8px;border-radius:50%;border:2px solid var(--src-i)}
.who.source::before{background:var(--src-i)}
.who.target::before{border-color:var(--tgt-i)}
.act{font-family:var(--sans);font-size:14px}
.act::before{content:"↓";position:absolute;left:0;top:0;color:var(--act-i);font-weight:700}
.vcoop .act,.mcoop .act{color:var(--coop)}.vconf .act,.mconf .act{color:var(--conf)}
h4 small{font:400 12px/1.35 var(--sans);color:var(--soft)}
.none{font-style:italic;font-weight:400;color:var(--soft)}
.stale{color:var(--conf)}
.badge{display:inline-block;margin:7px 0 0 14px;font-size:11.5px;line-height:1;padding:3px 7px;border:1px solid var(--rule);
border-radius:99px;color:var(--soft)}
.badge:not(.happened):not(.ongoing){border-style:dashed;border-color:currentColor;color:var(--act-i)}
.badge.denied,.badge.negated{color:var(--conf)!important}
blockquote{font:17px/1.42 var(--serif);max-width:74ch}
mark{color:var(--ink);padding:.04em .12em;border-radius:2px;text-decoration-thickness:2px;text-underline-offset:3px;
-webkit-box-decoration-break:clone;box-decoration-break:clone;background:none}
mark.source{background:var(--src);text-decoration:underline solid var(--src-i) 2px}
mark.action{background:var(--act);text-decoration:underline double var(--act-i) 1px}
mark.target{background:var(--tgt);text-decoration:underline dotted var(--tgt-i) 2px}
.from{font-size:13px;color:var(--soft);margin-top:4px}
.from a,.from cite{color:var(--ink);font-style:normal}
.why{font-style:italic}
.meta{display:flex;flex-wrap:wrap;gap:2px 18px;font-size:13px;margin-top:5px}
.meta div{display:flex;gap:5px;min-width:0}
.meta dt{color:var(--soft);white-space:nowrap}
meter{width:42px;height:8px;vertical-align:middle}
details{margin-top:6px;font-size:13px}
summary{cursor:pointer;color:var(--soft);width:fit-content}summary:hover{color:var(--ink)}
.further{border-left:1px solid var(--rule);padding-left:12px;margin:6px 0 2px;display:grid;gap:8px}
.further blockquote{font-size:15px}
footer{margin-top:28px;border-top:1px solid var(--rule);padding-top:8px;font-size:12px;color:var(--soft);display:grid;gap:2px}
@media (max-width:860px){main{display:block}.ledger{margin-top:22px}}
@media (max-width:640px){.page{padding:0 14px 30px}.mast{padding-top:14px}
.event{grid-template-columns:minmax(0,1fr);gap:8px;padding-left:10px}
.event h4{gap:3px}.badge{margin-top:6px}
.pairs{grid-template-columns:repeat(2,minmax(0,1fr));gap:14px 16px}svg{overflow:visible}svg .tick{font-size:15px}
.filter{position:static}.filter label{flex:1 1 40%}.filter select{max-width:none}
blockquote{font-size:16px}button,select,input{min-height:38px}.show{min-height:28px}}
@media print{:root{--paper:#fff;--card:#fff;--ink:#000;--soft:#444;--rule:#bbb;--hair:#ddd}
.filter,.skip,.show{display:none!important}body{font-size:10.5pt}.page{max-width:none;padding:0}
.event{break-inside:avoid;content-visibility:visible}.day>h3{break-after:avoid}
mark,.event,svg{-webkit-print-color-adjust:exact;print-color-adjust:exact}
.from a::after{content:" <" attr(href) ">";font-size:.85em;color:var(--soft)}}
)css";

// The filter: everything is in the page already, so it only hides.
const std::string_view kPageScript = R"js(
(() => {
  "use strict";
  const form = document.getElementById("filter");
  if (!form) return;
  const field = name => form.elements.namedItem(name);
  const cards = [...document.querySelectorAll(".event")].map(element => ({
    element, data: element.dataset, states: element.dataset.states.split(" "), text: null}));
  const days = [...document.querySelectorAll(".day")];
  const shown = document.getElementById("shown");
  const nothing = document.getElementById("nothing");
  let pair = "";
  const plain = text => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  function apply() {
    const type = field("type").value, state = field("state").value, modality = field("modality").value;
    const words = plain(field("text").value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const card of cards) {
      let fits = (!type || card.data.type === type) && (!state || card.states.includes(state)) &&
        (!modality || card.data.modality === modality) && (!pair || card.data.pair === pair);
      if (fits && words.length) {
        card.text ??= plain(card.element.textContent);
        fits = words.every(word => card.text.includes(word));
      }
      card.element.hidden = !fits;
      if (fits) ++count;
    }
    for (const day of days) day.hidden = !day.querySelector(".event:not([hidden])");
    nothing.hidden = count > 0;
    shown.textContent = (count === cards.length ? "all " : count + " of ") + cards.length + " events" +
      (pair ? ", " + pair.replace(" ", " → ") : "");
  }
  let waiting = 0;
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, 120); });
  form.addEventListener("submit", event => { event.preventDefault(); apply(); });
  form.addEventListener("reset", () => { pair = ""; setTimeout(apply); });
  for (const button of document.querySelectorAll("button.show")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      form.reset();
      setTimeout(() => {
        pair = button.dataset.pair;
        apply();
        document.getElementById("events").scrollIntoView();
      });
    });
  }
  form.hidden = false;
  apply();
})();
)js";

}  // namespace herald::web
