/* The page as it was printed or scanned, beside the text: for any record, and for any paragraph under the pointer. */
(function () {
  "use strict";
  const gangmu = window.gangmu;
  const root = document.getElementById("plan");
  const pane = document.getElementById("pages");
  const source = document.getElementById("source");
  const opener = document.getElementById("page-open");
  if (!gangmu || !root || !pane || !opener || !root.dataset.pages) { return; }
  const body = document.getElementById("pages-body");
  const words = JSON.parse(root.dataset.words);
  const narrow = window.matchMedia("(max-width: 900px)");
  let asked = 0;
  let last = null;

  function show(start, end) {
    const mine = ++asked;
    const wasOpen = !pane.hidden;
    pane.hidden = false;
    root.classList.add("has-pages");
    if (!wasOpen) { keepInView(); }
    body.textContent = words.opening;
    fetch(root.dataset.pages + "?start=" + start + "&end=" + end, { credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok) { throw new Error(String(answer.status)); }
      return answer.text();
    }).then(function (part) {
      if (mine !== asked) { return; }
      body.innerHTML = part;
      bring();
    }).catch(function () { if (mine === asked) { body.textContent = words.nopage; } });
  }

  /* The text column is narrower now: what is looked at stays on the screen. */
  function keepInView() {
    const place = last || source.querySelector(".e.is-on");
    if (!place || getComputedStyle(pane).position === "fixed") { return; }
    const at = place.getBoundingClientRect();
    const frame = source.getBoundingClientRect();
    if (at.top < frame.top || at.bottom > frame.bottom) { source.scrollTop += at.top - frame.top - frame.height / 3; }
  }

  /* To the first box, now and again when the image above it has its height. */
  function bring() {
    const box = body.querySelector(".page-box");
    if (!box) { body.scrollTop = 0; return; }
    const to = function () {
      const at = box.getBoundingClientRect();
      const frame = body.getBoundingClientRect();
      body.scrollTop += at.top - frame.top - frame.height / 3;
      body.scrollLeft += at.left - frame.left - 24;
    };
    gangmu.all("img", body).forEach(function (image) { if (!image.complete) { image.addEventListener("load", to, { once: true }); } });
    to();
  }

  function close() {
    asked += 1;
    pane.hidden = true;
    root.classList.remove("has-pages", "is-large");
    body.textContent = "";
  }

  /* One button stands beside the paragraph or table row under the pointer, or the one that was tapped. */
  source.addEventListener("mouseover", function (event) {
    const place = event.target.closest("[data-o]");
    const section = place && place.closest(".prov");
    if (!section) { return; }
    last = place;
    section.append(opener);
    const top = place.getBoundingClientRect().top - section.getBoundingClientRect().top;
    const review = section.querySelector(":scope > .prov-review:not([hidden])");
    opener.style.top = top + "px";
    opener.style.right = review && narrow.matches && top < 36 ? review.offsetWidth + 6 + "px" : "";
    opener.hidden = false;
  });
  opener.addEventListener("click", function (event) {
    event.stopPropagation();
    if (last) { show(last.dataset.o, last.dataset.e); }
  });

  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-page-of]");
    if (button) { const span = button.dataset.pageOf.split("-"); show(span[0], span[1]); }
    if (event.target.closest("[data-pages-close]")) { close(); }
  });
  document.addEventListener("gangmu:chosen", function (event) {
    last = null;
    if (!pane.hidden) { show(event.detail.start, event.detail.end); }
  });
  body.addEventListener("click", function (event) {
    if (event.target.closest(".page-sheet")) { root.classList.toggle("is-large"); bring(); }
  });

  /* The chosen record; else the paragraph pointed at, else the first one on the screen. */
  function here() {
    const button = document.querySelector(".rec.is-on [data-page-of]");
    if (button && !last) { button.click(); return; }
    const top = Math.max(source.getBoundingClientRect().top, 0);
    const place = last || gangmu.all("[data-o]", source).find(function (p) { return p.getBoundingClientRect().top >= top; });
    if (place) { show(place.dataset.o, place.dataset.e); }
  }

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && !pane.hidden) { close(); event.stopImmediatePropagation(); return; }
    if (event.key !== "i" || gangmu.isTyping(event)) { return; }
    if (pane.hidden) { here(); } else { close(); }
  }, true);
})();
