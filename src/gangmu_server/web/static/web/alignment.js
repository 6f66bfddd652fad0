/* Two plans side by side by keyboard: j and k walk, a key presses the button of the item it stands on. */
(function () {
  "use strict";
  const gangmu = window.gangmu;
  const root = document.getElementById("blocks");
  if (!root || !gangmu) { return; }
  const waiting = [];
  let here = null;
  let busy = false;

  function items() { return gangmu.all("[data-item]", root); }

  function mark(item) {
    if (here) { here.classList.remove("is-here"); }
    here = item || null;
    if (here) { here.classList.add("is-here"); }
  }

  function stand(item, quietly) {
    mark(item);
    if (!here) { return; }
    here.focus({ preventScroll: true });
    here.scrollIntoView({ block: quietly ? "nearest" : "center" });
    const block = here.closest(".block");
    const url = new URL(location.href);
    url.searchParams.set("at", block.dataset.address.replace(/^\+/, ""));
    url.hash = "";
    history.replaceState(null, "", url);
  }

  /* Without a place yet, j starts at the first item on the screen. */
  function next(step) {
    const all = items();
    const at = here ? all.indexOf(here) : -1;
    if (at < 0) {
      const first = all.findIndex(function (item) { return item.getBoundingClientRect().top >= 60; });
      return all[Math.max(0, first)];
    }
    return all[Math.min(all.length - 1, Math.max(0, at + step))];
  }

  function carrier(key) {
    const open = here && here.querySelector("details.act[open]");
    const inside = open && gangmu.all("form [data-key]", open).find(function (e) { return e.dataset.key === key; });
    return inside || (here && gangmu.all("[data-key]", here).find(function (e) { return e.dataset.key === key && !e.closest("details.act form"); }));
  }

  /* True where the key meant something here. */
  function press(key) {
    if (key === "j" || key === "k") { stand(next(key === "j" ? 1 : -1)); return true; }
    const found = here && carrier(key);
    if (!found) { return false; }
    if (found.tagName === "SUMMARY") { found.parentElement.open = !found.parentElement.open; } else { found.click(); }
    return true;
  }

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      const picker = event.target.closest && event.target.closest(".picker");
      if (picker) { picker.innerHTML = ""; if (here) { here.focus(); } }
      gangmu.all("details.act[open]", root).forEach(function (d) { d.open = false; });
      return;
    }
    if (gangmu.isTyping(event) || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) { return; }
    if (busy) { waiting.push(event.key); event.preventDefault(); return; }
    if (press(event.key)) { event.preventDefault(); }
  });

  /* Keys that come while an answer is on its way are kept, and played when the block it brings is in its place. */
  function answered() {
    busy = false;
    while (waiting.length && !busy) { press(waiting.shift()); }
  }
  document.body.addEventListener("htmx:beforeRequest", function (event) { if (root.contains(event.detail.elt)) { busy = true; } });
  ["htmx:responseError", "htmx:sendError", "htmx:timeout"].forEach(function (name) {
    document.body.addEventListener(name, function () { waiting.length = 0; busy = false; });
  });

  root.addEventListener("click", function (event) {
    const item = event.target.closest("[data-item]");
    if (item && item !== here && !event.target.closest("a, button, summary, input, select, label")) { stand(item, true); }
  });
  root.addEventListener("focusin", function (event) {
    const item = event.target.closest("[data-item]");
    if (item && item !== here) { mark(item); }
  });

  /* A block came back: stand where the decision was made, and let a new sentence that was linked go from its old place. */
  function settle() {
    const told = document.getElementById("chips");
    if (!told || !told.dataset.focusItem) { return; }
    const item = document.getElementById(told.dataset.focusItem);
    const gone = told.dataset.gone && document.getElementById(told.dataset.gone);
    delete told.dataset.focusItem;
    if (gone && !gone.querySelector(".side-upper .sentence")) { gone.remove(); }
    stand(item && item.matches("[data-item]") ? item : item && item.querySelector("[data-item]"), true);
  }
  document.body.addEventListener("htmx:afterSettle", function (event) {
    settle();
    const field = event.detail.target.classList && event.detail.target.classList.contains("picker") && event.detail.target.querySelector("[data-picker-field]");
    if (field) { field.focus(); field.setSelectionRange(field.value.length, field.value.length); }
    answered();
  });

  if (root.dataset.at) {
    const block = gangmu.all(".block", root).find(function (b) { return b.dataset.address === root.dataset.at || b.dataset.address === "+" + root.dataset.at; });
    if (block) { stand(block.querySelector("[data-item]")); }
  }
})();
