// The reader works without this file; with it: keys, words marked with the mouse, files dropped, and a line that says
// "saved" only after the server has said so.
"use strict";
(() => {
  const reader = () => document.getElementById("reader");
  const cards = () => [...document.querySelectorAll(".proposal")];
  const current = () => document.activeElement.closest(".proposal") || document.querySelector(".proposal[data-current]");
  const say = (text) => {
    const line = document.getElementById("saved");
    if (line) line.textContent = text;
  };
  let then = "";

  function go(step) {
    const all = cards();
    const at = all.indexOf(current());
    const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
    if (!next) return;
    next.focus();
    const words = document.getElementById(`w-${next.id.slice(2)}`);
    if (words) words.scrollIntoView({ block: "nearest" });
  }

  function goNumber(step) {
    const all = [...document.querySelectorAll(".text a.number")];
    const at = all.indexOf(document.activeElement);
    const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1)];
    if (next) next.focus();
  }

  // A card that is not open yet is opened first, and the key is carried out there.
  function inside(card, key, find) {
    if (!card) return;
    const found = find(card);
    if (found) return found;
    const open = card.querySelector("a.open");
    if (open) {
      then = key;
      open.click();
    }
    return null;
  }

  function unfold(card, key, name) {
    const fields = inside(card, key, (one) => one.querySelector(`details.${name}`));
    if (!fields) return;
    fields.open = true;
    fields.querySelector("select, input:not([type=hidden])").focus();
  }

  // The words that are marked in the report, and where they begin, in characters of the report.
  function marked() {
    const chosen = getSelection();
    const text = document.querySelector(".report .text");
    if (!text || !chosen.rangeCount || chosen.isCollapsed) return null;
    const range = chosen.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
    const words = range.toString();
    const before = document.createRange();
    before.setStart(text, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const blank = words.length - words.trimStart().length;
    const begins = [...before.toString()].length + blank + Number(text.dataset.begins);
    return words.trim() ? { words: words.trim(), begins } : null;
  }

  function claim() {
    const form = document.querySelector("[data-new]");
    if (!form) return;
    const found = marked();
    form.closest("details").open = true;
    if (found) {
      form.elements.words.value = found.words;
      form.elements.near.value = found.begins;
      const digits = /^\d+$/.exec((/\d[\d   ,.]*\d|\d/.exec(found.words) || [""])[0].replace(/[   ,.]/g, ""));
      for (const name of ["low", "high", "best"]) if (digits && !form.elements[name].value) form.elements[name].value = digits[0];
    }
    form.scrollIntoView({ block: "nearest" });
    (found ? form.elements.unit : form.elements.words).focus();
  }

  const KEYS = {
    j: () => go(1),
    k: () => go(-1),
    a: (card) => card?.querySelector("[data-accept]")?.requestSubmit(),
    e: (card) => unfold(card, "e", "edit"),
    x: (card) => inside(card, "x", (one) => one.querySelector("[data-reject] [name=reason]"))?.focus(),
    s: (card) => unfold(card, "s", "split"),
    m: (card) => unfold(card, "m", "merge"),
    l: (card) => {
      const links = card?.querySelector("a.links");
      if (links) links.click();
      else if (reader().dataset.between) say(reader().dataset.between);
    },
    c: claim,
    ".": () => goNumber(1),
    ",": () => goNumber(-1),
    u: () => document.querySelector("#undo")?.requestSubmit(),
    n: () => document.getElementById("following")?.click(),
    "?": () => {
      const keys = document.getElementById("keys");
      if (keys) keys.open = !keys.open;
    },
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    if (typing && event.key === "Escape" && typing.closest(".proposal")) typing.closest(".proposal").focus();
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (!reader() || !(event.key in KEYS)) return;
    event.preventDefault();
    KEYS[event.key](current());
  });

  // Going to a number marks it, so that Shift and the arrows widen the words from there.
  document.addEventListener("focusin", (event) => {
    if (event.target.matches(".text a.number")) getSelection().selectAllChildren(event.target);
  });

  document.addEventListener("selectionchange", () => {
    const button = document.getElementById("claim-words");
    if (button) button.hidden = !marked();
  });
  document.addEventListener("mousedown", (event) => {
    if (event.target.id === "claim-words") event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if (event.target.id === "claim-words") claim();
  });
  document.addEventListener("change", (event) => {
    if (!("fresh" in event.target.dataset) || event.target.value !== "+") return;
    const details = event.target.parentElement.querySelector("details.fresh");
    details.open = true;
    details.querySelector("input").focus();
  });

  // Nothing is called saved before the server has said so; what cannot be saved stays as it was typed.
  const saves = (event) => event.detail.elt && "save" in event.detail.elt.dataset;

  function failed(event, told) {
    const form = event.detail.elt;
    form.closest(".proposal")?.classList.remove("going");
    for (const button of form.querySelectorAll("button")) button.disabled = false;
    say(told);
  }

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (!saves(event)) return;
    const form = event.detail.elt;
    form.closest(".proposal")?.classList.add("going");
    for (const button of form.querySelectorAll("button")) button.disabled = true;
    say(reader().dataset.saving);
  });
  for (const name of ["htmx:sendError", "htmx:timeout", "htmx:sendAbort"])
    document.addEventListener(name, (event) => {
      if (saves(event)) failed(event, reader().dataset.unsaved);
    });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target !== reader() || event.detail.xhr.responseText.includes('id="reader"')) return;
    event.detail.shouldSwap = false;
    if (saves({ detail: { elt: event.detail.requestConfig.elt } })) failed({ detail: { elt: event.detail.requestConfig.elt } }, reader().dataset.refused);
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id !== "reader") return;
    const alert = reader().querySelector("[role=alert]");
    const opened = document.querySelector(".proposal[data-current]");
    const key = then;
    then = "";
    if (alert) (alert.parentElement.querySelector("select, input:not([type=hidden]), textarea") || alert).focus();
    else if (opened) opened.focus();
    if (key && opened) KEYS[key](opened);
  });

  // Files: dropped, or chosen and sent with a bar that says how much has gone.
  function send(form, files) {
    form.closest("details").open = true;
    const line = document.getElementById("sending");
    const bar = document.getElementById("sent");
    const data = new FormData();
    data.append("csrf", form.elements.csrf.value);
    for (const file of files) data.append("files", file, file.name);
    const asked = new XMLHttpRequest();
    asked.open("POST", form.getAttribute("action"));
    asked.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    });
    asked.addEventListener("load", () => {
      const address = new URL(asked.responseURL);
      if (asked.status < 400 && address.searchParams.has("drop")) location.assign(address.pathname + address.search);
      else line.textContent = new DOMParser().parseFromString(asked.responseText, "text/html").querySelector("[role=alert], .fault")?.textContent || form.dataset.unsent;
    });
    asked.addEventListener("error", () => (line.textContent = form.dataset.unsent));
    line.textContent = form.dataset.sending;
    bar.hidden = false;
    asked.send(data);
  }

  async function walked(entry) {
    if (entry.isFile) return [await new Promise((done, fail) => entry.file(done, fail))];
    const reading = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((done, fail) => reading.readEntries(done, fail));
      if (!some.length) return found;
      for (const one of some) if (!one.name.startsWith(".")) found.push(...(await walked(one)));
    }
  }

  document.addEventListener("submit", (event) => {
    if (event.target.id !== "drop") return;
    event.preventDefault();
    const files = [...event.target.querySelectorAll("input[type=file]")].flatMap((one) => [...one.files]);
    if (files.length) send(event.target, files);
  });
  document.addEventListener("dragover", (event) => {
    const form = document.getElementById("drop");
    if (!form || !event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    form.classList.toggle("over", form.contains(event.target));
  });
  document.addEventListener("dragleave", () => document.getElementById("drop")?.classList.remove("over"));
  document.addEventListener("drop", async (event) => {
    const form = document.getElementById("drop");
    if (!form || !event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    form.classList.remove("over");
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    const files = entries.length ? (await Promise.all(entries.map(walked))).flat() : [...event.dataTransfer.files];
    if (files.length) send(form, files);
  });

  document.querySelector(".proposal[data-current]")?.focus();
})();
