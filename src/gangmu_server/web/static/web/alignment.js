/* Two plans side by side by keyboard: j and k walk, a key presses the button of the item it stands on. */
(function () {
  "use strict";
  const gangmu = window.gangmu;
  const root = document.getElementById("blocks");
  if (!root || !gangmu) { return; }
  let here = null;

  function items() { return gangmu.all("[data-item]", root); }

  function stand(item, quietly) {
    if (here) { here.classList.remove("is-here"); }
    here = item || null;
    if (!here) { return; }
    here.classList.add("is-here");
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

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      const picker = event.target.closest && event.target.closest(".picker");
      if (picker) { picker.innerHTML = ""; if (here) { here.focus(); } }
      gangmu.all("details.act[open]", root).forEach(function (d) { d.open = false; });
      return;
    }
    if (gangmu.isTyping(event) || document.querySelector("dialog[open]")) { return; }
    if (event.key === "j" || event.key === "k") { event.preventDefault(); stand(next(event.key === "j" ? 1 : -1)); return; }
    const found = here && carrier(event.key);
    if (!found) { return; }
    event.preventDefault();
    if (found.tagName === "SUMMARY") { found.parentElement.open = !found.parentElement.open; } else { found.click(); }
  });

  root.addEventListener("click", function (event) {
    const item = event.target.closest("[data-item]");
    if (item && item !== here && !event.target.closest("a, button, summary, input, select, label")) { stand(item, true); }
  });
  root.addEventListener("focusin", function (event) {
    const item = event.target.closest("[data-item]");
    if (item && item !== here) { if (here) { here.classList.remove("is-here"); } here = item; item.classList.add("is-here"); }
  });

  /* A block came back: stand where the decision was made, and let a new sentence that was linked go from its old place. */
  document.body.addEventListener("htmx:oobAfterSwap", function (event) {
    const told = event.detail.target && event.detail.target.id === "chips" ? document.getElementById("chips") : null;
    if (!told || !told.dataset.focusItem) { return; }
    if (told.dataset.gone) { const gone = document.getElementById(told.dataset.gone); if (gone && !gone.querySelector(".side-upper .sentence")) { gone.remove(); } }
    const focus = told.dataset.focusItem;
    requestAnimationFrame(function () {
      const item = document.getElementById(focus);
      stand(item && item.matches("[data-item]") ? item : item && item.querySelector("[data-item]"), true);
    });
  });
  document.body.addEventListener("htmx:afterSwap", function (event) {
    const field = event.detail.target.classList && event.detail.target.classList.contains("picker") && event.detail.target.querySelector("[data-picker-field]");
    if (field) { field.focus(); field.setSelectionRange(field.value.length, field.value.length); }
  });

  if (root.dataset.at) {
    const block = gangmu.all(".block", root).find(function (b) { return b.dataset.address === root.dataset.at || b.dataset.address === "+" + root.dataset.at; });
    if (block) { stand(block.querySelector("[data-item]")); }
  }
})();
