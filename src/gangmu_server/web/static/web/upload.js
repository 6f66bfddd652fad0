/* Files dropped or chosen go up at once, with a bar for each; without scripts the form's own button does it. */
(function () {
  "use strict";
  const form = document.getElementById("upload");
  if (!form || !window.FormData) { return; }
  const input = document.getElementById("files");
  const list = document.getElementById("sending");
  let busy = false;

  input.addEventListener("change", function () { send(input.files); });
  ["dragenter", "dragover"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      if (!event.dataTransfer || Array.prototype.indexOf.call(event.dataTransfer.types, "Files") < 0) { return; }
      event.preventDefault();
      form.classList.add("is-over");
    });
  });
  ["dragleave", "drop"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      if (name === "drop" || !event.relatedTarget) { form.classList.remove("is-over"); }
    });
  });
  document.addEventListener("drop", function (event) {
    if (!event.dataTransfer || !event.dataTransfer.files.length) { return; }
    event.preventDefault();
    const items = Array.prototype.slice.call(event.dataTransfer.items || []);
    const entries = items.map(function (item) { return item.webkitGetAsEntry && item.webkitGetAsEntry(); }).filter(Boolean);
    if (!entries.some(function (entry) { return entry.isDirectory; })) { send(event.dataTransfer.files); return; }
    Promise.all(entries.map(inside)).then(function (parts) { send(parts.flat()); });
  });

  /* The files of a folder that was dropped, and of the folders in it; a browser gives a folder in portions. */
  function inside(entry) {
    if (entry.isFile) { return new Promise(function (give) { entry.file(function (file) { give([file]); }, function () { give([]); }); }); }
    const reader = entry.createReader();
    function portion(all) {
      return new Promise(function (give) { reader.readEntries(give, function () { give([]); }); }).then(function (some) {
        return some.length ? portion(all.concat(some)) : Promise.all(all.map(inside)).then(function (parts) { return parts.flat(); });
      });
    }
    return portion([]);
  }

  function line(file) {
    const item = document.createElement("li");
    const name = document.createElement("span");
    const bar = document.createElement("progress");
    const words = document.createElement("span");
    name.className = "name";
    name.textContent = file.name;
    bar.max = Math.max(file.size, 1);
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    words.textContent = list.dataset.waiting;
    item.append(name, bar, words);
    list.append(item);
    return { size: file.size, bar: bar, words: words };
  }

  /* The files travel in one request, so that annexes meet their opinion; bytes sent tell how far each one is. */
  function send(files) {
    if (!files.length || busy) { return; }
    busy = true;
    const data = new FormData();
    data.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    list.textContent = "";
    list.hidden = false;
    const lines = Array.prototype.map.call(files, function (file) { data.append("files", file, file.name); return line(file); });
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("X-Part", "outcomes");
    request.upload.addEventListener("progress", function (event) { show(lines, event.loaded); });
    request.upload.addEventListener("load", function () { lines.forEach(function (l) { l.bar.value = l.bar.max; l.words.textContent = list.dataset.sent; }); });
    request.addEventListener("load", function () { done(request, lines); });
    request.addEventListener("error", function () { failed(lines); });
    request.send(data);
  }

  function show(lines, loaded) {
    let left = loaded;
    lines.forEach(function (l) {
      const part = Math.max(0, Math.min(l.size, left));
      left -= l.size;
      l.bar.value = part;
      l.words.textContent = part > 0 ? list.dataset.sending : list.dataset.waiting;
    });
  }

  function done(request, lines) {
    busy = false;
    input.value = "";
    if (request.status >= 400 || request.responseURL.indexOf(form.getAttribute("action")) < 0) {
      if (request.status < 400) { location.href = request.responseURL; return; }
      failed(lines);
      return;
    }
    list.hidden = true;
    document.getElementById("outcomes").innerHTML = request.responseText;
    form.classList.remove("is-first");
    renew();
  }

  /* The list renews itself while it knows of work; a file's line asks again until it has its answer, whatever the list knew.
     Both ask through the list, which keeps one request at a time: an answer to what the other has replaced would find no page. */
  function renew() {
    window.htmx.ajax("GET", location.pathname + location.search, { source: "#plan-list", target: "#plan-list", swap: "innerHTML" });
    window.setTimeout(function () { if (document.querySelector("#outcomes [data-reading]")) { renew(); } }, 4000);
  }

  /* When the list below has news of a file, the file's own line says so too. */
  document.addEventListener("htmx:afterSwap", function (event) {
    if (event.detail.target.id !== "plan-list") { return; }
    document.querySelectorAll("#outcomes [data-reading]").forEach(function (note) { settle(note, event.detail.target); });
  });

  function settle(note, plans) {
    const card = plans.querySelector('[data-edition="' + note.dataset.reading + '"]');
    const state = card ? card.dataset.state : plans.querySelector(".under-way") ? "running" : "done";
    const far = card && card.querySelector(".reading-progress");
    if (far) { note.querySelector(".outcome-words").textContent = far.textContent; }
    if (state !== "done" && state !== "failed") { return; }
    const counts = card && card.querySelector(".plan-counts");
    note.removeAttribute("data-reading");
    note.querySelector(".outcome-words").textContent = state === "done" ? note.dataset.done : note.dataset.failed;
    if (state === "failed") { fail(note, card); }
    if (counts) { note.lastElementChild.append(counts.cloneNode(true)); }
    const twin = card && card.querySelector(".is-twin .ask-words");
    if (twin) { note.lastElementChild.append(twin.cloneNode(true)); }
  }

  function fail(note, card) {
    const why = card && card.querySelector(".plan-state p");
    const drawing = note.querySelector("use");
    note.classList.replace("is-success", "is-error");
    if (drawing) { drawing.setAttribute("href", drawing.getAttribute("href").replace(/#.*/, "#alert-circle")); }
    if (why) { note.querySelector(".outcome-words").replaceChildren.apply(note.querySelector(".outcome-words"), why.cloneNode(true).childNodes); }
  }

  function failed(lines) {
    busy = false;
    lines.forEach(function (l) { l.words.textContent = list.dataset.failed; });
  }
})();
