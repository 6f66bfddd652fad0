/* The review desk by keyboard: a key presses the button, opens the form or follows the link that carries it. */
(function () {
  "use strict";
  const gangmu = window.gangmu;
  const desk = document.getElementById("desk");
  if (!desk || !gangmu) { return; }
  const words = JSON.parse(desk.dataset.words);
  const KEYS = "cexynlsmuwjkp123456789".split("");
  let busy = false;

  /* What carries a key: `data-key` holds one or several, parted by spaces. */
  function carrier(key) {
    return gangmu.all("[data-key]", desk).find(function (element) { return element.dataset.key.split(" ").indexOf(key) >= 0; });
  }

  function press(element) {
    if (element.tagName === "FORM") {
      busy = true;
      element.querySelector("button:not([type=button])").click();  // a click, and not a submit alone, sends which button it was
    } else if (element.tagName === "SUMMARY") { openForm(element.parentElement); }
    else { busy = element.tagName === "A" || element.type === "submit"; element.click(); }
  }

  function openForm(details) {
    gangmu.all("details.act[open]", desk).forEach(function (other) { if (other !== details) { other.open = false; } });
    details.open = true;
    const field = details.querySelector("input:not([type=hidden]), select, textarea, button");
    if (field) { field.focus(); if (field.select && field.type !== "checkbox") { field.select(); } }
    details.scrollIntoView({ block: "nearest" });
  }

  /* Enter belongs to the form that stands open, wherever in it one is; the record's own answer waits until it is closed. */
  function openedForm(target) {
    const form = target.closest && target.closest("#desk form");
    if (form && form.closest("details[open]")) { return form; }
    const act = desk.querySelector("details.act[open]");
    return act && act.querySelector("form");
  }

  /* Where a point of the source text lies: every stretch carries the offset at which it begins. */
  function offsetOf(node, inside) {
    const stretch = (node.nodeType === 3 ? node.parentElement : node).closest("[data-o]");
    return stretch ? Number(stretch.dataset.o) + (node.nodeType === 3 ? Array.from(node.data.slice(0, inside)).length : 0) : null;
  }

  function takeSelection() {
    const selection = window.getSelection();
    const source = document.getElementById("evidence");
    const form = document.getElementById("add");
    if (!form || !source) { return; }
    if (!selection.rangeCount || selection.isCollapsed || !source.contains(selection.anchorNode)) { gangmu.say(words.select); openForm(form.parentElement); return; }
    const range = selection.getRangeAt(0);
    const start = offsetOf(range.startContainer, range.startOffset);
    const end = offsetOf(range.endContainer, range.endOffset);
    form.elements.start.value = start === null || end === null ? "" : start;
    form.elements.end.value = start === null || end === null ? "" : end;
    form.elements.words.value = String(selection).replace(/\s+/g, "");
    openForm(form.parentElement);
    document.getElementById("add-about").focus();
  }

  /* Members of a group: all or none at once */
  desk.addEventListener("click", function (event) {
    const button = event.target.closest("[data-tick]");
    if (button) { gangmu.all("#members input").forEach(function (box) { box.checked = button.dataset.tick === "all"; }); }
  });

  desk.addEventListener("input", function (event) {
    if (event.target.id === "add-words") { event.target.form.elements.start.value = ""; event.target.form.elements.end.value = ""; }
  });

  desk.addEventListener("click", function (event) {
    const summary = event.target.closest("summary[data-key=a]");
    if (summary && !summary.parentElement.open && String(window.getSelection())) { event.preventDefault(); takeSelection(); }
  });

  document.addEventListener("keydown", function (event) {
    const dialog = document.querySelector("dialog[open]");
    if (event.key === "Escape" && !dialog) {
      const open = (event.target.closest && event.target.closest("details[open]")) || (!gangmu.isTyping(event) && desk.querySelector("details.act[open]"));
      if (open && desk.contains(open)) { open.open = false; open.querySelector("summary").focus(); }
      return;
    }
    const ticking = /^(checkbox|radio)$/.test(event.target.type || "") && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (dialog || (gangmu.isTyping(event) && !ticking) || busy || event.repeat) { return; }
    if (event.key === "Enter" && /^(BUTTON|A|SUMMARY)$/.test(event.target.tagName)) { return; }
    const opened = event.key === "Enter" && openedForm(event.target);
    if (opened) { event.preventDefault(); opened.querySelector("button:not([type=button])").click(); return; }
    if (event.key === "a") { event.preventDefault(); takeSelection(); return; }
    const element = carrier(event.key);
    if (element) { event.preventDefault(); press(element); }
    else if (KEYS.indexOf(event.key) >= 0 && !(event.ctrlKey || event.metaKey || event.altKey)) { gangmu.say(words.none.replace("*", event.key)); }
  });

  /* After each step the record takes the focus, so that a reader on a screen or by ear goes on from there. */
  document.body.addEventListener("htmx:afterSwap", function (event) {
    if (event.target !== desk) { return; }
    const alert = desk.querySelector("[data-focus]");
    const record = document.getElementById("case");
    const opened = desk.querySelector("details.act[open]");
    if (alert) { alert.focus(); if (opened) { opened.scrollIntoView({ block: "nearest" }); } } else if (record) { record.focus({ preventScroll: true }); }
    const here = desk.querySelector(".review-queue .is-here");
    if (here) { here.parentElement.scrollTop = Math.max(0, here.offsetTop - 60); }
    light();
    if (window.matchMedia("(max-width: 900px)").matches) { window.scrollTo(0, desk.getBoundingClientRect().top + window.scrollY - 60); }
  });
  /* Keys wait until the new forms are bound; pressed earlier, they would send them as plain forms. */
  document.body.addEventListener("htmx:beforeRequest", function (event) { if (event.detail.target === desk) { busy = true; } });
  document.body.addEventListener("htmx:afterSettle", function (event) { if (event.target === desk) { busy = false; } });
  ["htmx:responseError", "htmx:sendError", "htmx:timeout"].forEach(function (name) { document.body.addEventListener(name, function () { busy = false; }); });
  document.body.addEventListener("htmx:beforeSwap", function (event) { if (event.detail.target === desk && event.detail.xhr.status === 422) { event.detail.shouldSwap = true; } });

  function light() {
    const mark = desk.querySelector("#evidence mark");
    if (mark) { const box = document.getElementById("evidence"); box.scrollTop = Math.max(0, mark.offsetTop - box.offsetTop - box.clientHeight / 3); }
  }
  light();

  /* The page image opens at the box drawn around the sentence, once its picture has its size. */
  document.body.addEventListener("htmx:afterSettle", function (event) {
    const box = event.target.closest(".review-pages") && event.target.querySelector(".page-box");
    const image = box && box.parentElement.querySelector("img");
    if (!image) { return; }
    const pane = event.target;
    function stand() { pane.scrollTop = Math.max(0, box.parentElement.offsetTop - pane.offsetTop + box.offsetTop - pane.clientHeight / 3); }
    if (image.complete) { stand(); } else { image.addEventListener("load", stand, { once: true }); }
  });

  /* Words brought along from the plan page wait for their kind */
  const brought = document.querySelector("#add textarea");
  if (brought && brought.value) { openForm(document.getElementById("add").parentElement); document.getElementById("add-about").focus(); }
})();
