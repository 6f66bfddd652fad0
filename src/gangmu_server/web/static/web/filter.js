/* A field that narrows a list on the page while one types. */
(function () {
  "use strict";
  const field = document.querySelector("[data-find]");
  if (!field) { return; }
  const rows = window.gangmu.all(field.dataset.find);
  const panels = new Set(rows.map(function (row) { return row.closest(".panel"); }).filter(Boolean));
  function narrow() {
    const words = field.value.trim();
    rows.forEach(function (row) { row.hidden = Boolean(words) && row.textContent.indexOf(words) < 0; });
    panels.forEach(function (panel) { panel.hidden = Boolean(words) && !panel.querySelector(field.dataset.find + ":not([hidden])"); });
  }
  field.addEventListener("input", narrow);
  narrow();
})();
