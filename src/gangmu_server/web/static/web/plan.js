/* Ties source and records both ways. The server has drawn the source; the records come once as JSON. */
(function () {
  "use strict";
  const gangmu = window.gangmu;
  const root = document.getElementById("plan");
  if (!root || !gangmu) { return; }
  const words = JSON.parse(root.dataset.words);
  const kinds = JSON.parse(root.dataset.kinds);
  const source = document.getElementById("source");
  const list = document.getElementById("rec-list");
  const field = document.getElementById("rec-words");
  const hereBar = document.getElementById("rec-here");
  const narrow = window.matchMedia("(max-width: 900px)");
  const order = Object.keys(kinds);
  let records = [];
  let spots = null;
  let shown = [];
  let chosen = -1;
  let here = null;
  const WHOLE = ["measure", "task", "responsibility"];
  let kind = kinds[root.dataset.kind] ? root.dataset.kind : order[0];

  const zh = function (text) { return /[\u3400-\u9fff]/.test(text) && !/[A-Za-z]{4}/.test(text) ? ' lang="zh"' : ""; };
  const html = function (text) {
    return String(text).replace(/[&<>"]/g, function (c) { return { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }[c]; });
  };

  /* Number of a record → its pieces of the source. Built at first need: one walk over the page. */
  function spotsOf(i) {
    if (!spots) {
      spots = new Map();
      gangmu.all(".e", source).forEach(function (piece) {
        piece.dataset.r.split(" ").forEach(function (n) {
          if (!spots.has(n)) { spots.set(n, []); }
          spots.get(n).push(piece);
        });
      });
    }
    return spots.get(String(i)) || [];
  }

  /* The list */
  function card(i) {
    const r = records[i];
    const due = r.d ? '<span class="rec-due">' + html(r.d) + "</span>" : "";
    const verdict = r.v ? '<span class="settled-mark" title="' + html(r.v) + '">✓</span>' : "";
    const doubt = r.q.length ? '<span class="rec-doubt" title="' + html(words.doubt) + '">▲ ' + html(words.doubt) + "</span>" : "";
    const figure = r.n ? '<span class="rec-n">' + html(r.n) + "</span>" : "";
    const tag = here ? '<span class="tag">' + html(kinds[r.k] || "") + "</span>" : "";
    return '<li class="rec" data-i="' + i + '"><button type="button" class="rec-head" aria-expanded="false"><span class="rec-line">' + tag +
      '<span class="rec-place" lang="zh">' + html(r.w) + "</span>" + verdict + doubt + due + '</span><span class="rec-title"' + zh(r.t) + ">" + html(r.t) + "</span>" + figure + "</button></li>";
  }

  function body(i) {
    const r = records[i];
    const fields = r.f.map(function (f) { return "<dt>" + html(f[0]) + "</dt><dd" + zh(f[1]) + ">" + html(f[1]) + "</dd>"; }).join("");
    const doubts = r.q.length ? '<ul class="doubts">' + r.q.map(function (q) { return "<li>" + html(q) + "</li>"; }).join("") + "</ul>" : "";
    const sentence = r.x && r.x !== r.t ? '<p class="sentence" lang="zh">' + html(r.x) + "</p>" : "";
    const verdict = r.v ? '<p class="rec-verdict"><span class="settled-mark">✓</span> ' + html(r.v) + "</p>" : "";
    const review = root.dataset.review && r.k !== "issue" ? '<a class="btn btn-plain" href="' + html(root.dataset.review + "&record=" + r.k + "&at=" + encodeURIComponent(r.a)) + '">' + html(words.review) + "</a>" : "";
    const copy = r.x ? '<button type="button" class="btn btn-plain" data-act="copy">' + html(words.copy) + "</button>" : "";
    const page = root.dataset.pages && r.s < r.e ? '<button type="button" class="btn btn-plain" data-page-of="' + r.s + "-" + r.e + '">' + html(words.page) + "</button>" : "";
    const chain = root.dataset.chain && /^(task|measure|responsibility)$/.test(r.k) ? '<div class="rec-chain" hx-trigger="load" hx-get="' + html(root.dataset.chain + "?at=" + encodeURIComponent(r.a)) + '"></div>' : "";
    return '<div class="rec-body">' + sentence + (fields ? "<dl>" + fields + "</dl>" : "") + doubts + verdict + '<div class="rec-acts">' + review + page + copy +
      '<button type="button" class="btn btn-plain" data-act="link">' + html(words.link) + "</button></div>" + chain + "</div>";
  }

  function matches(r, needle) {
    return !needle || [r.t, r.n, r.w, r.x, r.d].concat(r.f.map(function (f) { return f[1]; })).join(" ").indexOf(needle) >= 0;
  }

  function draw() {
    const needle = field.value.trim();
    shown = [];
    records.forEach(function (r, i) {
      if (here ? here.indexOf(i) >= 0 : r.k === kind && matches(r, needle)) { shown.push(i); }
    });
    shown.sort(function (a, b) { return records[a].s - records[b].s || a - b; });
    list.innerHTML = shown.length ? shown.map(card).join("") : '<li class="rec-none">' + html(here ? words.empty : words.none) + "</li>";
    list.scrollTop = 0;
    root.dataset.show = kind;
    root.classList.toggle("has-here", Boolean(here));
    hereBar.hidden = !here;
    if (here) {
      hereBar.firstElementChild.textContent = words.here + " " + shown.length;
      hereBar.lastElementChild.textContent = words.all;
    }
    gangmu.all("[data-kind-of]").forEach(function (button) { button.setAttribute("aria-pressed", String(!here && button.dataset.kindOf === kind)); });
    open(chosen);
  }

  function open(i) {
    gangmu.all(".rec.is-on", list).forEach(function (item) {
      item.classList.remove("is-on");
      item.firstElementChild.setAttribute("aria-expanded", "false");
      const old = item.querySelector(".rec-body");
      if (old) { old.remove(); }
    });
    const item = list.querySelector('[data-i="' + i + '"]');
    if (item) {
      item.classList.add("is-on");
      item.firstElementChild.setAttribute("aria-expanded", "true");
      item.insertAdjacentHTML("beforeend", body(i));
      if (window.htmx) { window.htmx.process(item); }
    }
    return item;
  }

  /* Choosing a record: light its evidence, open its card; scroll only the pane that was not clicked. */
  function choose(i, options) {
    const o = options || {};
    gangmu.all(".e.is-on", source).forEach(function (piece) { piece.classList.remove("is-on"); });
    gangmu.all(".prov.is-target", source).forEach(function (s) { s.classList.remove("is-target"); });
    chosen = i;
    if (i < 0) { open(-1); address(""); return; }
    const pieces = spotsOf(i);
    pieces.forEach(function (piece) { piece.classList.add("is-on"); });
    document.dispatchEvent(new CustomEvent("gangmu:chosen", { detail: { start: records[i].s, end: records[i].e } }));
    const item = open(i);
    if (o.source !== false && pieces.length) {
      if (narrow.matches) { tab("source"); }
      bring(pieces[0], source);
      pin(pieces[0].closest(".prov[id]"));
    }
    if (item && o.records !== false) { bring(item, list); requestAnimationFrame(function () { bring(item, list); }); }
    if (o.keep !== true) { address(records[i].a); }
  }

  function bring(element, pane) {
    const box = element.getBoundingClientRect();
    if (narrow.matches) {
      if (pane === source) { window.scrollTo({ top: window.scrollY + box.top - 150 }); }
      return;
    }
    const frame = pane.getBoundingClientRect();
    const margin = pane === list ? 0 : frame.height / 3;
    if (box.top < frame.top + 10 || box.bottom > frame.bottom - 30) { pane.scrollTop += box.top - frame.top - margin; }
  }

  function address(at) {
    const url = new URL(location.href);
    url.hash = "";
    url.searchParams.delete("at");
    if (at) { url.searchParams.set("at", at); }
    history.replaceState(null, "", url);
  }

  function linkTo(at) {
    const url = new URL(location.href);
    url.search = "";
    url.hash = "at";
    const edition = new URLSearchParams(location.search).get("edition");
    if (edition) { url.searchParams.set("edition", edition); }
    url.searchParams.set("at", at);
    return url.href;
  }

  function quoted(text, place) {
    const number = root.dataset.number ? "（" + root.dataset.number + "）" : "";
    return "《" + root.dataset.title + "》" + number + (place ? place + "：" : "：") + "“" + text.replace(/\s+/g, "") + "”";
  }

  function copy(text) { gangmu.copy(text).then(function () { gangmu.say(words.copied); }); }

  function setHere(numbers) {
    here = numbers && numbers.length ? numbers : null;
    draw();
  }

  /* What belongs to the sentence or table row around some records: its target, its duty mark and its measure together. */
  function together(numbers) {
    const whole = numbers.filter(function (i) { return WHOLE.indexOf(records[i].k) >= 0; });
    const around = (whole.length ? whole : numbers).map(function (i) { return records[i]; }).sort(function (a, b) { return (a.e - a.s) - (b.e - b.s); })[0];
    const found = numbers.slice();
    records.forEach(function (r, i) { if (found.indexOf(i) < 0 && r.s < around.e && around.s < r.e) { found.push(i); } });
    return found;
  }

  function tab(name) {
    root.dataset.tab = name;
    gangmu.all("[data-tab-of]").forEach(function (link) { link.setAttribute("aria-current", String(link.dataset.tabOf === name)); });
  }

  /* Mouse */
  list.addEventListener("click", function (event) {
    const act = event.target.closest("[data-act]");
    const item = event.target.closest(".rec[data-i]");
    if (!item) { return; }
    const i = Number(item.dataset.i);
    if (act && act.dataset.act === "copy") { copy(quoted(records[i].x, records[i].w)); return; }
    if (act) { gangmu.copy(linkTo(records[i].a)).then(function () { gangmu.say(words.linked); }); return; }
    if (event.target.closest(".rec-head")) { if (i === chosen && !narrow.matches) { choose(-1); } else { choose(i, { records: false }); } }
  });
  list.addEventListener("mouseover", function (event) { near(event.target.closest(".rec[data-i]")); });
  list.addEventListener("mouseleave", function () { near(null); });
  let nearItem = null;
  function near(item) {
    if (item === nearItem) { return; }
    nearItem = item;
    gangmu.all(".e.is-near", source).forEach(function (piece) { piece.classList.remove("is-near"); });
    if (item) { spotsOf(item.dataset.i).forEach(function (piece) { piece.classList.add("is-near"); }); }
  }

  source.addEventListener("click", function (event) {
    const piece = event.target.closest(".e");
    if (String(window.getSelection())) { return; }
    if (!piece) { if (here) { choose(-1); setHere(null); } return; }
    const numbers = piece.dataset.r.split(" ").map(Number);
    const first = numbers.slice().sort(function (a, b) { return (records[a].e - records[a].s) - (records[b].e - records[b].s); })[0];
    setHere(together(numbers));
    choose(first, { source: false });
  });
  hereBar.lastElementChild.addEventListener("click", function () { setHere(null); if (narrow.matches) { choose(-1); } });
  gangmu.all("[data-kind-of]").forEach(function (button) {
    button.addEventListener("click", function () { kind = button.dataset.kindOf; here = null; draw(); });
  });
  field.addEventListener("input", function () { here = null; draw(); });
  gangmu.all("[data-tab-of]").forEach(function (link) {
    link.addEventListener("click", function (event) { event.preventDefault(); tab(link.dataset.tabOf); if (narrow.matches && link.dataset.tabOf !== "source") { window.scrollTo(0, 0); } });
  });
  gangmu.all("[data-goto]").forEach(function (link) {
    link.addEventListener("click", function (event) { event.preventDefault(); go(link.dataset.goto); });
  });

  function go(id) {
    const section = document.getElementById(id);
    if (!section) { return; }
    if (narrow.matches) { tab("source"); }
    gangmu.all(".prov.is-target", source).forEach(function (s) { s.classList.remove("is-target"); });
    section.classList.add("is-target");
    offer(section);
    if (narrow.matches) { window.scrollTo({ top: window.scrollY + section.getBoundingClientRect().top - 120 }); }
    else { source.scrollTop += section.getBoundingClientRect().top - source.getBoundingClientRect().top - 16; }
    root.classList.remove("is-outline-open");
    pin(section);
    const url = new URL(location.href);
    url.searchParams.delete("at");
    url.hash = id;
    history.replaceState(null, "", url);
  }

  /* A selection can be copied with its place */
  const pop = document.getElementById("quote-pop");
  document.addEventListener("selectionchange", function () {
    const selection = window.getSelection();
    const inside = selection.rangeCount && !selection.isCollapsed && source.contains(selection.anchorNode);
    if (!inside) { pop.hidden = true; return; }
    const box = selection.getRangeAt(0).getBoundingClientRect();
    pop.hidden = false;
    pop.style.left = Math.max(8, Math.min(box.left, window.innerWidth - 190)) + "px";
    pop.style.top = Math.max(8, box.top - 44) + "px";
    const add = document.getElementById("quote-add");
    if (add) {
      const section = selection.anchorNode.parentElement.closest(".prov[id]");
      add.hidden = !section;
      if (section) { add.href = reviewOf(section.id) + "&add=" + encodeURIComponent(String(selection).replace(/\s+/g, "").slice(0, 1500)); }
    }
  });
  pop.addEventListener("mousedown", function (event) { event.preventDefault(); });
  pop.addEventListener("click", function (event) { if (!event.target.closest("a")) { copySelection(); } });

  /* A provision is checked where it stands: one link follows the pointer, and stays where the outline led */
  function reviewOf(id) { return root.dataset.review + "&record=provision&at=" + encodeURIComponent(id); }
  const check = document.getElementById("prov-review");
  function offer(section) {
    if (!check || !section || !section.id || section.querySelector(":scope > .prov-review:not(#prov-review)")) { return; }
    check.href = reviewOf(section.id);
    check.hidden = false;
    if (check.parentElement !== section) { section.insertBefore(check, section.firstChild); }
  }
  source.addEventListener("mouseover", function (event) { offer(event.target.closest(".prov[id]")); });
  function copySelection() {
    const selection = window.getSelection();
    const at = selection.anchorNode && selection.anchorNode.parentElement;
    const section = at && at.closest(".prov[data-cite]");
    copy(quoted(String(selection), section ? section.dataset.cite : ""));
    selection.removeAllRanges();
  }

  /* Where in the outline the reader is */
  const links = new Map();
  gangmu.all("[data-goto]").forEach(function (link) { links.set(link.dataset.goto, link); });
  let current = null;
  let waiting = false;
  let pinned = null;
  ["wheel", "touchmove", "mousedown"].forEach(function (name) { window.addEventListener(name, function () { pinned = null; }, { passive: true }); });
  function pin(section) { pinned = section || null; soon(); }
  function mark() {
    waiting = false;
    const top = (narrow.matches ? 0 : source.getBoundingClientRect().top) + 90;
    let found = null;
    const all = source.querySelectorAll(".prov[id]");
    let low = 0, high = all.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (all[middle].getBoundingClientRect().top <= top) { found = all[middle]; low = middle + 1; } else { high = middle - 1; }
    }
    found = pinned || found;
    const link = found && links.get(found.id);
    if (!link || link === current) { return; }
    if (current) { current.classList.remove("is-here"); current.removeAttribute("aria-current"); }
    current = link;
    link.classList.add("is-here");
    link.setAttribute("aria-current", "true");
    if (!narrow.matches) { bringLink(link); }
  }
  function bringLink(link) {
    const pane = document.getElementById("outline");
    const box = link.getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom) { pane.scrollTop += box.top - frame.top - frame.height / 2; }
  }
  function soon() { if (!waiting) { waiting = true; requestAnimationFrame(mark); } }
  source.addEventListener("scroll", soon, { passive: true });
  window.addEventListener("scroll", soon, { passive: true });

  /* Keys */
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { if (event.target === field) { field.value = ""; field.blur(); } choose(-1); setHere(null); return; }
    if (gangmu.isTyping(event)) { return; }
    if (event.key === "j" || event.key === "k") {
      const at = shown.indexOf(chosen);
      const next = at < 0 ? (event.key === "j" ? firstInView() : shown.length - 1) : at + (event.key === "j" ? 1 : -1);
      if (shown[next] !== undefined) { choose(shown[next]); }
    } else if (event.key === "o") {
      root.classList.toggle("is-outline-open");
      tab("outline");
      const link = current || document.querySelector("[data-goto]");
      if (link) { link.focus(); }
    } else if (event.key === "s") { tab("source"); source.focus(); }
    else if (event.key === "r") {
      tab("records");
      const item = list.querySelector(".rec.is-on .rec-head") || list.querySelector(".rec-head");
      if (item) { item.focus(); }
    } else if (event.key === "f") { event.preventDefault(); tab("records"); field.focus(); }
    else if (event.key === "c") {
      if (String(window.getSelection())) { copySelection(); }
      else if (chosen >= 0 && records[chosen].x) { copy(quoted(records[chosen].x, records[chosen].w)); }
    }
  });

  /* Without a choice yet, j starts at the first record of the list that stands on the screen. */
  function firstInView() {
    const top = source.getBoundingClientRect().top;
    const found = shown.findIndex(function (i) { const p = spotsOf(i)[0]; return p && p.getBoundingClientRect().top >= top; });
    return found < 0 ? 0 : found;
  }

  fetch(root.dataset.records, { credentials: "same-origin", headers: { Accept: "application/json" } }).then(function (answer) {
    if (!answer.ok) { throw new Error(String(answer.status)); }
    return answer.json();
  }).then(function (data) {
    records = data.records;
    const at = root.dataset.at;
    const start = at ? records.findIndex(function (r) { return r.a === at; }) : -1;
    if (start >= 0) { kind = records[start].k; }
    draw();
    if (start >= 0) { choose(start, { keep: true }); }
    else if (at) { go(at); }
    else if (location.hash.length > 1) { go(decodeURIComponent(location.hash.slice(1))); }
    soon();
    root.dataset.ready = "yes";
  }).catch(function () { list.innerHTML = '<li class="rec-none">' + html(words.failed) + "</li>"; });
})();
