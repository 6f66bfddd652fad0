/* What every page shares: keys, menus, kept drafts, pickers, hints. Every page works without it. */
(function () {
  "use strict";

  const all = function (selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); };
  const gangmu = (window.gangmu = { all: all });

  /* One line at the bottom of the page that goes by itself. */
  gangmu.say = function (text) {
    const old = document.querySelector(".toast-line");
    if (old) { old.remove(); }
    const line = document.createElement("div");
    line.className = "toast-line";
    line.setAttribute("role", "status");
    line.textContent = text;
    document.body.appendChild(line);
    setTimeout(function () { line.remove(); }, 2600);
  };

  /* Copies text; on plain-http addresses browsers offer only the old way. */
  gangmu.copy = function (text) {
    if (navigator.clipboard && window.isSecureContext) { return navigator.clipboard.writeText(text); }
    const area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    area.style.opacity = "0";
    document.body.appendChild(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("copy"));
  };

  gangmu.isTyping = function (event) {
    const t = event.target;
    return event.ctrlKey || event.metaKey || event.altKey || event.isComposing ||
      (t && (t.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(t.tagName)));
  };

  gangmu.store = function (key, value) {
    try {
      if (value === undefined) { return JSON.parse(localStorage.getItem("gangmu." + key)); }
      if (value === null) { localStorage.removeItem("gangmu." + key); } else { localStorage.setItem("gangmu." + key, JSON.stringify(value)); }
    } catch (error) { /* private windows refuse storage; the page works without */ }
    return null;
  };

  /* Keys */
  const places = { l: "home", t: "tables", r: "review", a: "alignment", u: "units" };
  let waiting = false;
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      all("details.menu[open]").forEach(function (menu) { menu.open = false; });
      if (event.target.matches && event.target.matches("#bar-search, [data-search-field]")) { event.target.blur(); }
    }
    if (gangmu.isTyping(event)) { return; }
    if (waiting && places[event.key]) {
      event.stopImmediatePropagation();  // g u goes to the units: the page's own u has nothing to do with it
      const link = document.querySelector('[data-place="' + places[event.key] + '"]');
      if (link) { location.href = link.href; }
    } else if (event.key === "/") {
      const field = document.querySelector("[data-search-field]") || document.getElementById("bar-search");
      if (field) { event.preventDefault(); field.focus(); field.select(); }
    } else if (event.key === "?") { open("keys"); }
    waiting = event.key === "g";
  });

  function open(id) {
    const dialog = document.getElementById(id);
    if (dialog && dialog.showModal && !dialog.open) { dialog.showModal(); }
  }

  all("[data-focus]").forEach(function (element) { element.focus(); });

  document.addEventListener("click", function (event) {
    const opener = event.target.closest("[data-open]");
    if (opener) { open(opener.dataset.open); }
    all("details.menu[open]").forEach(function (menu) { if (!menu.contains(event.target)) { menu.open = false; } });
    if (event.target.tagName === "DIALOG") { event.target.close(); }
    const printer = event.target.closest("[data-print]");
    if (printer) { window.print(); }
    const copier = event.target.closest("[data-copy]");
    if (copier) { gangmu.copy(copier.dataset.copy).then(function () { gangmu.say(copier.dataset.done || copier.dataset.copy); }); }
  });

  if (document.body.classList.contains("is-print")) { window.addEventListener("load", function () { window.print(); }); }

  /* Hints that stay away once closed */
  all("[data-hint]").forEach(function (hint) {
    if (gangmu.store("hint." + hint.dataset.hint)) { hint.hidden = true; }
    const close = hint.querySelector("[data-close]");
    if (close) { close.addEventListener("click", function () { gangmu.store("hint." + hint.dataset.hint, true); hint.hidden = true; }); }
  });

  /* Fields that send their form when changed, and the button that does so without scripts */
  document.addEventListener("change", function (event) {
    const form = event.target.closest("form[data-auto]");
    if (form && !event.target.closest("[data-manual]")) { form.requestSubmit ? form.requestSubmit() : form.submit(); }
  });

  /* Filters open on a desk, closed on a phone */
  if (window.matchMedia("(max-width: 900px)").matches) { all("details[data-closed-when-narrow]").forEach(function (d) { d.open = false; }); }

  /* Empty filters stay out of the address */
  all("form[data-tidy]").forEach(function (form) {
    form.addEventListener("submit", function () {
      all("input, select", form).forEach(function (field) { if (field.name && field.value === "") { field.disabled = true; } });
      setTimeout(function () { all(":disabled", form).forEach(function (field) { field.disabled = false; }); }, 500);
    });
  });

  /* Pickers for long lists */
  if (window.TomSelect) {
    all("select[data-picker]").forEach(function (select) {
      new window.TomSelect(select, {
        allowEmptyOption: true, maxOptions: 500, searchField: ["text"], placeholder: select.dataset.picker,
        render: { no_results: function () { return '<div class="no-results">—</div>'; } }
      });
    });
  }

  /* Drafts: what is typed survives a session that ends before the form is sent */
  const signIn = document.body.classList.contains("is-sign-in");
  const drafts = gangmu.store("drafts") || {};
  if (signIn) {
    Object.keys(drafts).forEach(function (key) { drafts[key].sent = false; });
    gangmu.store("drafts", drafts);
  } else {
    all("form[data-draft]").forEach(keepDraft);
    Object.keys(drafts).forEach(function (key) { if (drafts[key].sent || Date.now() - drafts[key].at > 7 * 864e5) { delete drafts[key]; } });
    gangmu.store("drafts", drafts);
  }

  function fieldsOf(form) {
    return all("input, textarea, select", form).filter(function (field) {
      return field.name && field.name !== "csrfmiddlewaretoken" && !/^(password|file|hidden|submit)$/.test(field.type);
    });
  }

  function keepDraft(form) {
    const key = (document.body.dataset.account || "") + " " + form.dataset.draft;
    const kept = drafts[key];
    if (kept && !kept.sent) { restore(form, kept.values, key); }
    form.addEventListener("input", function () { save(form, key, false); });
    form.addEventListener("change", function () { save(form, key, false); });
    form.addEventListener("submit", function () { save(form, key, true); });
  }

  function save(form, key, sent) {
    const values = {};
    fieldsOf(form).forEach(function (field, i) { values[i + " " + field.name] = /^(checkbox|radio)$/.test(field.type) ? field.checked : field.value; });
    drafts[key] = { at: Date.now(), sent: sent, values: values };
    gangmu.store("drafts", drafts);
  }

  function restore(form, values, key) {
    let changed = false;
    fieldsOf(form).forEach(function (field, i) {
      const value = values[i + " " + field.name];
      const prop = /^(checkbox|radio)$/.test(field.type) ? "checked" : "value";
      if (value !== undefined && field[prop] !== value) { field[prop] = value; changed = true; }
    });
    const note = form.querySelector("[data-draft-note]");
    if (changed && note) {
      note.hidden = false;
      note.querySelector("button").addEventListener("click", function () { delete drafts[key]; gangmu.store("drafts", drafts); location.reload(); });
    }
  }
})();
