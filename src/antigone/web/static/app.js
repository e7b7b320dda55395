// The pages work without this file; with it, numbers open beside the page, and the slider moves the day.
"use strict";
(() => {
  const part = (id) => document.getElementById(id); // looked up each time: going back puts a new page in place
  const VIEW = ["as_of", "on", "off", "aside"];
  let opener = null;
  let waiting = 0;

  const addressOf = (link) => (link ? link.getAttribute("href") || "" : "");

  function keepView() {
    const here = new URLSearchParams(location.search);
    if (!["/", "/statements"].includes(location.pathname) && !location.pathname.startsWith("/statements/")) return;
    const kept = new URLSearchParams();
    for (const name of VIEW) for (const value of here.getAll(name)) if (value) kept.append(name, value);
    const query = kept.toString();
    for (const link of document.querySelectorAll(".top nav a")) {
      const path = addressOf(link).split("?")[0];
      if (path === "/" || path === "/statements") link.setAttribute("href", query ? `${path}?${query}` : path);
    }
  }

  async function show(address, from) {
    if (!part("panel").contains(from)) opener = from;
    try {
      await htmx.ajax("GET", address, { target: "#panel-content", swap: "innerHTML" });
    } catch {
      return; // what could not be reached is said elsewhere
    }
    const content = part("panel-content");
    if (!content.childElementCount) return;
    part("panel").hidden = false;
    part("panel").scrollTop = 0;
    (content.querySelector("h1") || content).focus();
  }

  function close() {
    if (part("panel").hidden) return;
    part("panel").hidden = true;
    part("panel-content").replaceChildren();
    part("live").textContent = document.body.dataset.closed;
    if (opener && opener.isConnected) opener.focus();
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) return close();
    const link = event.target.closest("a");
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!plain || !link || !addressOf(link).startsWith("/explain")) return;
    if ("alone" in link.dataset || location.pathname === "/explain") return;
    event.preventDefault();
    show(addressOf(link), link);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key === " " && event.target.matches("[role=switch]")) {
      event.preventDefault();
      event.target.click();
    }
  });

  document.addEventListener("input", (event) => {
    if (event.target.id !== "slide") return;
    const slide = event.target;
    const at = Number(slide.value);
    const said = slide.dataset.said.split("|")[at];
    slide.setAttribute("aria-valuetext", said);
    document.getElementById("day-said").textContent = said;
    document.getElementById("as_of").value = slide.dataset.days.split(" ")[at];
    clearTimeout(waiting);
    waiting = setTimeout(() => slide.form.requestSubmit(), 180);
  });

  document.addEventListener("change", (event) => {
    if (event.target.id === "as_of" && event.target.form.id === "when" && event.target.validity.valid) {
      clearTimeout(waiting);
      waiting = setTimeout(() => event.target.form.requestSubmit(), 400);
    }
    if ("submit" in event.target.dataset) {
      const next = event.target.form.elements.next;
      if (next) next.value = location.pathname + location.search;
      event.target.form.requestSubmit();
    }
  });

  // A hand scanner types wherever the focus is (after a click beside the field, say): its number goes to the field, whole.
  document.addEventListener("keydown", (event) => {
    const field = document.querySelector("#scan-form #code");
    const typed = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (field && typed && !event.target.closest("input, select, textarea")) field.focus();
  });

  // A scanner is faster than a slow network: the field is free at once, and each number is looked up in its turn.
  const scans = [];
  let asking = false;

  async function lookUp() {
    if (asking) return;
    asking = true;
    for (let scan = scans.shift(); scan; scan = scans.shift()) {
      try {
        await htmx.ajax("GET", `/scan?${new URLSearchParams(scan)}`, { target: "#answer", select: "#answer", swap: "outerHTML", push: "true" });
      } catch {
        const field = part("code");
        if (field && !field.value) field.value = scan.code; // it stays, to be sent again
      }
    }
    asking = false;
  }

  document.addEventListener("submit", (event) => {
    if (event.target.getAttribute("id") !== "scan-form") return;
    event.preventDefault();
    event.stopPropagation();
    const field = part("code");
    if (field.value.trim()) scans.push({ code: field.value, at: part("at")?.value ?? "" });
    field.value = "";
    lookUp();
  }, true);

  // The day could not be reached: the slider goes back to the day that is shown.
  document.addEventListener("day-missed", () => {
    part("when").reset();
    const slide = part("slide");
    if (slide) part("day-said").textContent = slide.dataset.said.split("|")[Number(slide.value)];
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    keepView();
    if (event.target.id === "found") part("live").textContent = document.querySelector("#found [role=status]").textContent;
    if (event.target.id === "account") {
      const figure = document.querySelector("#dead .headline");
      if (figure) part("live").textContent = ["h2", ".figure-large"].map((one) => figure.querySelector(one).textContent).join(": ");
    }
  });
  document.addEventListener("htmx:pushedIntoHistory", keepView);
  document.addEventListener("htmx:historyRestore", keepView);
  document.addEventListener("htmx:historyCacheMiss", (event) => {
    event.detail.xhr.addEventListener("error", () => location.reload()); // never one page under the address of another
  });
  keepView();
})();
