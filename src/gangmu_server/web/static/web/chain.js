/* The chain through a sentence opens under its row, as wide as the table; the same link closes it again. */
(function () {
  "use strict";

  function rowOf(opener) { return opener.closest("tbody tr"); }

  function opened(row) { const next = row.nextElementSibling; return next && next.classList.contains("chain-row") ? next : null; }

  function slotUnder(row) {
    const under = document.createElement("tr");
    under.className = "chain-row";
    const cell = under.appendChild(document.createElement("td"));
    cell.colSpan = Array.prototype.reduce.call(row.cells, function (sum, one) { return sum + one.colSpan; }, 0);
    row.after(under);
    /* In a table wider than its frame the chain keeps to what is on the screen. */
    const frame = row.closest(".table-frame") || row.closest("table").parentElement;
    cell.style.setProperty("--frame", frame.clientWidth + "px");
    return cell;
  }

  function close(opener, row) {
    opened(row).remove();
    opener.setAttribute("aria-expanded", "false");
  }

  /* Before htmx sees the click: an open chain is closed, nothing is asked for. */
  document.addEventListener("click", function (event) {
    const opener = event.target.closest && event.target.closest(".chain-open");
    const row = opener && rowOf(opener);
    if (!row || event.ctrlKey || event.metaKey || event.shiftKey || !opened(row)) { return; }
    event.preventDefault();
    event.stopPropagation();
    close(opener, row);
  }, true);

  document.addEventListener("htmx:beforeSwap", function (event) {
    const opener = event.detail.requestConfig && event.detail.requestConfig.elt;
    const row = opener && opener.classList && opener.classList.contains("chain-open") && rowOf(opener);
    if (!row) { return; }
    event.detail.target = opened(row) ? opened(row).cells[0] : slotUnder(row);
    opener.setAttribute("aria-expanded", "true");
  });
})();
