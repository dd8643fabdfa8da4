"use strict";
const DATA = JSON.parse(document.getElementById("data").textContent);
const SYSTEMS = DATA.systems;
const ARTICLES = Object.keys(DATA.articles);
const VIEWS = [["board", "Board"], ["plot", "Plot"], ["map", "Map"], ["read", "Reader"], ["system", "Systems"], ["compare", "Compare"]];
const state = { layer: "claims" };

// Every text goes in as a text node: nothing of the data is ever read as markup.
function h(tag, attributes = {}, ...children) {
  const svg = ["svg", "g", "line", "circle", "text", "path", "title"].includes(tag);
  const node = svg ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value !== null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined).map((c) => (c instanceof Node ? c : String(c))));
  return node;
}

const number = (v) => (v === null || v === undefined ? "–" : v.toFixed(3));
const link = (...parts) => "#" + parts.map(encodeURIComponent).join("/");
const figure = (system, layer) => system.figures[layer] || null; // tp fp fn p r f1 low high
const text = (article) => (article.points ||= Array.from(article.text)); // offsets are code points
const goldOf = (name) => DATA.articles[name].gold;
const claimOf = (name, id) => goldOf(name).find((claim) => claim.id === id);

function table(columns, rows, label) {
  const head = columns.map(([title, cls]) => h("th", { scope: "col", class: cls || false }, title));
  const body = rows.map((cells) => h("tr", {}, cells.map((cell, i) => h("td", { class: columns[i][1] || false }, cell))));
  const made = h("table", {}, h("thead", {}, h("tr", {}, head)), h("tbody", {}, body));
  sortable(made);
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, made);
}

// Groups (systems, those that have seen gold, annotators ...) stay together; rows are sorted within them.
function sortable(made) {
  const body = made.tBodies[0];
  [...made.tHead.rows[0].cells].forEach((head, column) => {
    const title = head.textContent;
    head.replaceChildren(h("button", { type: "button", click: () => {
      const down = head.getAttribute("aria-sort") !== "descending";
      for (const other of made.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const groups = [...new Set([...body.rows].map((row) => row.dataset.group || ""))];
      const key = (row) => row.cells[column].textContent;
      const order = (a, b) => {
        const [x, y] = [parseFloat(key(a)), parseFloat(key(b))];
        const by = isNaN(x) || isNaN(y) ? (isNaN(x) ? (isNaN(y) ? key(a).localeCompare(key(b)) : -1) : 1) : x - y;
        return down ? -by : by;
      };
      for (const group of groups) body.append(...[...body.rows].filter((row) => (row.dataset.group || "") === group).sort(order));
    } }, title));
  });
}

function choose(label, options, value, act) {
  const list = h("select", { change: (event) => act(event.target.value) }, options.map(([v, t]) => h("option", { value: v, selected: v === value }, t)));
  return h("label", {}, label, list);
}

const layerChoice = (act) => choose("layer or view", DATA.layers.map((l) => [l, l]), state.layer, (v) => { state.layer = v; act(); });

// ---- board ----
function board() {
  const made = document.getElementById("board-table");
  if (!made.dataset.ready) {
    made.dataset.ready = "1";
    const at = [...made.tHead.rows[0].cells].findIndex((cell) => cell.textContent === "system");
    let before = null;
    [...made.tBodies[0].rows].forEach((row, i) => {
      const cell = row.cells[at];
      cell.replaceChildren(h("a", { href: link("system", SYSTEMS[i].name) }, cell.textContent));
      if (before !== null && row.dataset.group !== before && !(["reference", "submission"].includes(row.dataset.group) && ["reference", "submission"].includes(before))) row.classList.add("first");
      before = row.dataset.group;
    });
    sortable(made);
  }
  const rows = SYSTEMS.map((s) => {
    const f = figure(s, state.layer);
    return f ? [h("a", { href: link("system", s.name) }, s.name), ...f.slice(0, 3), ...f.slice(3, 6).map(number), f[6] === null ? "–" : `${number(f[6])}–${number(f[7])}`] : [s.name, "–", "–", "–", "–", "–", "–", "does not take part"];
  });
  document.getElementById("layer").replaceChildren(
    h("h3", {}, "Any layer"), h("div", { class: "controls" }, layerChoice(board)),
    table([["system", "text"], ["tp"], ["fp"], ["fn"], ["P"], ["R"], ["F1"], ["F1 95 %"]], rows, `Figures of ${state.layer}`));
}

// ---- plot ----
function plot(view) {
  const shown = SYSTEMS.filter((s) => figure(s, state.layer));
  const height = 30 * shown.length + 40, x = (v) => 190 + 480 * v;
  const dot = (s) => (["has seen gold", "LM annotator"].includes(s.group) ? "dot apart" : "dot");
  const bars = shown.map((s, i) => {
    const [, , , , , f1, low, high] = figure(s, state.layer), y = 30 + 30 * i;
    return h("g", {}, h("title", {}, `${s.name}: F1 ${number(f1)}, 95 % ${number(low)} to ${number(high)}`),
      h("text", { x: 180, y: y + 4, "text-anchor": "end" }, `${s.name.length > 24 ? s.name.slice(0, 23) + "…" : s.name} ${i + 1}`),
      low === null ? null : h("line", { class: "bar", x1: x(low), x2: x(high), y1: y, y2: y }),
      f1 === null ? null : h("circle", { class: dot(s), cx: x(f1), cy: y, r: 5 }), h("text", { class: "soft", x: 680, y: y + 4 }, number(f1)));
  });
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((v) => h("g", {}, h("line", { class: "axis", x1: x(v), x2: x(v), y1: 15, y2: height - 15 }), h("text", { class: "soft", x: x(v), y: height - 2, "text-anchor": "middle" }, v)));
  const px = (v) => 45 + 430 * v, py = (v) => 455 - 430 * v;
  const iso = [0.2, 0.4, 0.6, 0.8].map((f) => {
    const points = [];
    for (let r = f / (2 - f); r <= 1.0001; r += 0.02) points.push(`${px(r)},${py(Math.min(1, (f * r) / (2 * r - f)))}`);
    return h("g", {}, h("path", { class: "iso", d: "M" + points.join("L") }), h("text", { class: "soft", x: px(1) + 4, y: py(f / (2 - f)) + 4 }, `F1 ${f}`));
  });
  // Numbers are those of the list above: names would cover each other. One is moved down until it covers no dot and no other.
  const at = shown.map((s, i) => ({ s, i, p: figure(s, state.layer)[3], r: figure(s, state.layer)[4] })).filter((d) => d.p !== null && d.r !== null).sort((a, b) => b.p - a.p);
  const placed = at.map(({ p, r }) => [px(r), py(p) + 4]);
  const dots = at.map(({ s, i, p, r }) => {
    let [tx, ty] = [px(r) + 8, py(p) - 4];
    while (placed.some(([x0, y0]) => Math.abs(x0 - tx) < 16 && Math.abs(y0 - ty) < 12 && !(x0 === px(r) && ty < y0))) ty += 13;
    placed.push([tx, ty]);
    return h("g", {}, h("title", {}, `${s.name}: precision ${number(p)}, recall ${number(r)}`), h("circle", { class: dot(s), cx: px(r), cy: py(p), r: 5 }), h("text", { x: tx, y: ty }, i + 1));
  });
  view.append(h("h2", {}, "Plot"), h("div", { class: "controls" }, layerChoice(show)),
    h("h3", {}, `F1 of ${state.layer} with 95 % intervals`), h("svg", { viewBox: `0 0 740 ${height}`, width: 740, role: "img", "aria-label": `F1 of ${state.layer} by system; the figures are in the table of the board` }, ticks, bars),
    h("p", { class: "soft" }, shown.some((s) => dot(s) !== "dot") ? "Hollow: not ranked, since they have seen the gold or are the annotators." : null),
    h("h3", {}, "Precision against recall"), h("p", { class: "soft" }, "Numbers as above."), h("svg", { viewBox: "0 0 560 500", width: 560, role: "img", "aria-label": "precision against recall; the figures are in the table of the board" },
      h("line", { class: "axis", x1: px(0), x2: px(1), y1: py(0), y2: py(0) }), h("line", { class: "axis", x1: px(0), x2: px(0), y1: py(0), y2: py(1) }),
      h("text", { class: "soft", x: px(0.5), y: 490, "text-anchor": "middle" }, "recall"), h("text", { class: "soft", x: 5, y: 18 }, "precision"), iso, dots));
}

// ---- map ----
function map(view) {
  let filter = "", byFound = true;
  const systems = SYSTEMS.filter((s) => s.group !== "not scored");
  const holder = h("div", {});
  const mark = (s, article, id) => (s.articles[article]?.found[id] !== undefined ? "●" : s.articles[article]?.covered.includes(id) ? "◐" : "·");
  const draw = () => {
    holder.replaceChildren(...ARTICLES.flatMap((name) => {
      const groups = new Map();
      for (const claim of goldOf(name)) {
        if (filter && !`${claim.id} ${claim.text} ${claim.holder}`.toLowerCase().includes(filter)) continue;
        const key = byFound ? 0 : claim.paragraph;
        groups.set(key, [...(groups.get(key) || []), claim]);
      }
      return [...groups].map(([paragraph, claims]) => {
        const finders = (claim) => systems.filter((s) => s.articles[name]?.found[claim.id] !== undefined).length;
        if (byFound) claims.sort((a, b) => finders(b) - finders(a));
        const body = h("div", {});
        const fill = () => {
          if (body.firstChild) return;
          const rows = claims.slice(0, 400).map((claim) => [h("a", { href: link("read", name, claim.id) }, claim.id), claim.text, claim.status, finders(claim), ...systems.map((s) => mark(s, name, claim.id))]);
          body.append(table([["claim", "text"], ["text", "long"], ["status", "text"], ["found by"], ...systems.map((s) => [s.name])], rows, `Claims by systems, ${name}`));
          if (claims.length > 400) body.append(h("p", { class: "notes" }, `${claims.length - 400} more claims: filter to see them.`));
        };
        const box = h("details", { toggle: () => box.open && fill() }, h("summary", {}, `${name}${paragraph ? `, paragraph ${paragraph}` : ""}: ${claims.length} claims; nobody finds ${claims.filter((c) => c.status === "required" && !finders(c)).length} of the required ones`), body);
        box.open = byFound || groups.size < 3;
        if (box.open) fill();
        return box;
      });
    }));
  };
  view.append(h("h2", {}, "Map"), h("p", { class: "soft" }, "● found   ◐ stated inside another prediction   · missed, or optional and not said"),
    h("div", { class: "controls" }, h("label", {}, "filter", h("input", { type: "search", input: (e) => { filter = e.target.value.toLowerCase(); draw(); } })),
      choose("order", [["found", "most found first"], ["paragraph", "by paragraph"]], "found", (v) => { byFound = v === "found"; draw(); })), holder);
  draw();
}

// ---- reader ----
function read(view, name = ARTICLES[0], id = null, overlay = "") {
  const article = DATA.articles[name];
  if (!article) return view.append(h("p", {}, "No article."));
  const chosen = id && claimOf(name, id), system = SYSTEMS.find((s) => s.name === overlay);
  const go = (claim, over = overlay) => { location.hash = link("read", name, claim || "", over); };
  const points = text(article), layer = new Map();
  for (const claim of article.gold) for (const mention of claim.mentions) for (const [start, end] of mention) for (let i = start; i < end; i++) layer.set(i, [...(layer.get(i) || []), claim.id]);
  const said = new Set();
  for (const p of system?.articles[name]?.said || []) for (const [start, end] of p.spans) for (let i = start; i < end; i++) said.add(i);
  const on = new Set((chosen?.mentions || []).flatMap((m) => m.flatMap(([s, e]) => Array.from({ length: e - s }, (_, k) => s + k))));
  const key = (i) => `${(layer.get(i) || []).join(" ")}|${said.has(i)}|${on.has(i)}`;
  const body = article.paragraphs.map(([start, end]) => {
    const pieces = [];
    for (let i = start; i < end; ) {
      let j = i; while (j < end && key(j) === key(i)) j++;
      const ids = [...new Set(layer.get(i) || [])];
      const cls = [ids.length ? (ids.length > 1 ? "g2" : "g1") : "", on.has(i) ? "on" : "", said.has(i) ? "said" : ""].filter(Boolean).join(" ");
      pieces.push(h("span", { class: cls || false, title: ids.join(", ") || false, click: ids.length ? () => go(ids[(ids.indexOf(id) + 1) % ids.length]) : null }, points.slice(i, j).join("")));
      i = j;
    }
    return h("p", {}, pieces);
  });
  const card = chosen ? h("div", { class: "card", id: "claim" }, h("p", {}, h("strong", {}, chosen.text)),
    h("p", { class: "tag" }, `${chosen.id} · ${chosen.status} · held by ${chosen.holder} · author ${chosen.commitment} · ${chosen.modality} · ${chosen.kind}`),
    chosen.stances.length ? h("p", { class: "tag" }, "stances: " + chosen.stances.map((s) => s.join(" – ")).join("; ")) : null,
    h("h3", {}, "What each system said"), h("ul", { class: "list" }, SYSTEMS.map((s) => {
      const answer = s.articles[name], at = answer?.found[chosen.id];
      const hit = at === undefined ? answer?.said.filter((p) => p.claim === chosen.id && !["matched", "aside"].includes(p.outcome)).sort((a, b) => b.score - a.score)[0] : answer.said[at];
      const judged = at !== undefined ? ["found", "found"] : ["missed", hit ? `not found; nearest: ${hit.outcome}` : answer?.covered.includes(chosen.id) ? "stated inside another prediction" : "not found"];
      return h("li", {}, h("a", { href: link("system", s.name) }, s.name), " ", h("span", { class: judged[0] }, judged[1]),
        hit ? h("p", {}, hit.text, " ", h("span", { class: "tag" }, [`score ${hit.score.toFixed(2)}`, hit.why, ...hit.wrong.map(([n, g, w]) => `${n} ${g} (gold ${w})`)].filter(Boolean).join(", "))) : null);
    }))) : h("p", { class: "soft" }, "Choose a claim in the list or click a marked passage; darker passages express several claims.");
  const list = h("ul", { class: "list" }, article.gold.map((claim) => h("li", {}, h("button", { type: "button", "aria-pressed": claim.id === id ? "true" : "false", click: () => go(claim.id) }, h("span", { class: "tag" }, claim.id + " "), claim.text))));
  view.append(h("h2", {}, article.title), h("div", { class: "controls" },
    ARTICLES.length > 1 ? choose("article", ARTICLES.map((a) => [a, a]), name, (v) => { location.hash = link("read", v); }) : null,
    choose("underline what a system marks", [["", "nothing"], ...SYSTEMS.map((s) => [s.name, s.name])], overlay, (v) => go(id, v))),
  h("div", { class: "pair" }, h("div", { class: "article" }, body), h("div", { class: "side", tabindex: "0", role: "region", "aria-label": "Claim" }, card, h("h3", {}, "Claims"), list)));
}

// ---- systems ----
function systemView(view, name) {
  const s = SYSTEMS.find((one) => one.name === name) || SYSTEMS[0];
  if (!s) return view.append(h("p", {}, "No system was run."));
  const errors = [];
  for (const [article, answer] of Object.entries(s.articles)) {
    for (const claim of goldOf(article)) if (claim.status === "required" && answer.found[claim.id] === undefined) errors.push(["missed", article, claim.id, "", answer.covered.includes(claim.id) ? "stated inside another prediction" : ""]);
    for (const p of answer.said) {
      if (!["matched", "aside"].includes(p.outcome)) errors.push([p.outcome, article, p.claim, p.text, p.why]);
      for (const [attribute, given, gold] of p.wrong) errors.push([attribute, article, p.claim, p.text, `${given} (gold ${gold})`]);
    }
  }
  const counts = new Map();
  for (const [kind] of errors) counts.set(kind, (counts.get(kind) || 0) + 1);
  const kinds = [...counts].sort((a, b) => b[1] - a[1]);
  let kind = "", filter = "";
  const holder = h("div", {});
  const draw = () => {
    const kept = errors.filter((e) => (!kind || e[0] === kind) && (!filter || e.join(" ").toLowerCase().includes(filter) || (claimOf(e[1], e[2])?.text || "").toLowerCase().includes(filter)));
    kept.sort((a, b) => (counts.get(b[0]) || 0) - (counts.get(a[0]) || 0));
    holder.replaceChildren(table([["error", "text"], ["gold claim", "long"], ["said", "long"], ["what is wrong", "long"]],
      kept.slice(0, 500).map(([k, a, c, t, w]) => [k, c ? h("a", { href: link("read", a, c) }, `${c} ${claimOf(a, c)?.text || ""}`) : "", t, w]), `Errors of ${s.name}`));
    if (kept.length > 500) holder.append(h("p", { class: "notes" }, `${kept.length - 500} more: filter to see them.`));
  };
  view.append(h("h2", {}, s.name, " ", h("span", { class: "soft" }, `version ${s.version}`)), h("div", { class: "controls" }, choose("system", SYSTEMS.map((o) => [o.name, o.name]), s.name, (v) => { location.hash = link("system", v); })),
    h("p", { class: "soft" }, `${s.group}. Trained on: ${s.trained}. ` + Object.entries(s.articles).filter(([, a]) => a.state !== "ok").map(([n, a]) => `${n}: ${a.state} ${a.message}`).join("; ")),
    h("h3", {}, "Layers and views"), table([["layer", "text"], ["tp"], ["fp"], ["fn"], ["P"], ["R"], ["F1"], ["F1 95 %"]],
      DATA.layers.filter((l) => figure(s, l)).map((l) => { const f = figure(s, l); return [l, ...f.slice(0, 3), ...f.slice(3, 6).map(number), f[6] === null ? "–" : `${number(f[6])}–${number(f[7])}`]; }), `Layers of ${s.name}`),
    Object.keys(s.within).length ? h("h3", {}, "Right within aligned pairs (majority class)") : "",
    Object.keys(s.within).length ? table([["attribute", "text"], ["all"], ["author’s"], ["others’"]], Object.entries(s.within).map(([name, groups]) => [name, ...groups.map(([right, aligned, majority]) => `${right}/${aligned} (${majority})`)]), `Attributes of ${s.name} within aligned pairs`) : "",
    h("h3", {}, "Errors, the most frequent first"), h("p", {}, kinds.map(([k, n]) => `${k} ${n}`).join(" · ") || "none"),
    h("div", { class: "controls" }, choose("kind", [["", "all"], ...kinds.map(([k, n]) => [k, `${k} (${n})`])], "", (v) => { kind = v; draw(); }),
      h("label", {}, "filter", h("input", { type: "search", input: (e) => { filter = e.target.value.toLowerCase(); draw(); } }))), holder);
  draw();
}

// ---- compare ----
function compare(view, first, second) {
  if (SYSTEMS.length < 2) return view.append(h("p", {}, "Fewer than two systems."));
  const a = SYSTEMS.find((s) => s.name === first) || SYSTEMS[0], b = SYSTEMS.find((s) => s.name === second) || SYSTEMS.find((s) => s !== a);
  const options = SYSTEMS.map((s) => [s.name, s.name]);
  const rows = DATA.layers.filter((l) => figure(a, l) && figure(b, l)).map((l) => {
    const [x, y] = [figure(a, l)[5], figure(b, l)[5]];
    return [l, number(x), number(y), x === null || y === null ? "–" : (x - y >= 0 ? "+" : "−") + Math.abs(x - y).toFixed(3)];
  });
  const only = (one, other) => ARTICLES.flatMap((n) => goldOf(n).filter((c) => c.status === "required" && one.articles[n]?.found[c.id] !== undefined && other.articles[n]?.found[c.id] === undefined).map((c) => h("li", {}, h("a", { href: link("read", n, c.id) }, c.id), " ", c.text)));
  const side = (one, other) => { const list = only(one, other); return h("div", {}, h("h3", {}, `${list.length} required claims that only ${one.name} finds`), h("ul", { class: "list" }, list)); };
  view.append(h("h2", {}, "Compare"), h("div", { class: "controls" }, choose("one", options, a.name, (v) => { location.hash = link("compare", v, b.name); }), choose("other", options, b.name, (v) => { location.hash = link("compare", a.name, v); })),
    h("p", { class: "soft" }, "Whether a difference is real: claimbench compare, and the tests in the notes of the board."),
    table([["layer", "text"], [a.name], [b.name], ["difference"]], rows, `F1 of ${a.name} and ${b.name}`), h("div", { class: "pair" }, side(a, b), side(b, a)));
}

// ---- routing ----
const MADE = { plot, map, read, system: systemView, compare };
function show() {
  const [name, ...rest] = location.hash.slice(1).split("/").map((part) => { try { return decodeURIComponent(part); } catch { return part; } });
  const current = MADE[name] ? name : "board";
  document.getElementById("tabs").replaceChildren(...VIEWS.map(([id, title]) => h("a", { href: "#" + id, "aria-current": id === current ? "page" : false }, title)));
  const view = document.getElementById("view"), first = document.getElementById("view-board");
  const at = view.querySelector(".side")?.scrollTop || 0;
  first.hidden = current !== "board";
  view.replaceChildren();
  if (current === "board") board();
  else MADE[current](view, ...rest.map((part) => part || undefined));
  const side = view.querySelector(".side");
  if (side && !rest[1]) side.scrollTop = at;
}
window.addEventListener("hashchange", show);
show();
