// Forms work without this file; with it, nothing that was typed is lost where the network is, a page says what is saved
// and what is not, nothing is sent twice, and a part that could not be fetched is never shown as if it had been.
"use strict";
(() => {
  const words = document.body.dataset;
  const PATIENCE = 60000;
  let unsaved = false;

  // A field may be called "method" or "action", and then hides that of its form: attributes are asked.
  const isOurs = (form) =>
    form.getAttribute("method") === "post" && form.getAttribute("id") !== "drop" && !form.hasAttribute("hx-post") && !("plain" in form.dataset);

  // What became of a form is said at its end.
  function say(form, text, link) {
    let line = form.querySelector("[data-told]");
    if (!line) {
      line = Object.assign(document.createElement("p"), { className: "saved" });
      line.dataset.told = "";
      line.setAttribute("role", "status");
      form.append(line);
    }
    line.replaceChildren(text);
    if (link) line.append(" ", Object.assign(document.createElement("a"), { href: link[0], textContent: link[1], target: "_blank" }));
  }

  function send(form, button) {
    const data = new FormData(form, button);
    const body = form.getAttribute("enctype") === "multipart/form-data" ? data : new URLSearchParams(data);
    const signal = AbortSignal.timeout(PATIENCE);
    return fetch(form.getAttribute("action"), { method: "POST", body, headers: { "sent-by": "script" }, signal });
  }

  const parsed = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");
  const whose = (page) => page.querySelector("form[action='/sign-out'] span")?.textContent;

  // Signed in anew in another window: the same person goes on here, and nobody else in their place.
  async function renewed() {
    const page = await parsed(await fetch(location.href));
    const token = page.querySelector("input[name=csrf]")?.value;
    if (!token || !page.querySelector(".top nav") || whose(page) !== whose(document)) return false;
    for (const field of document.querySelectorAll("input[name=csrf]")) field.value = token;
    return true;
  }

  function reason(page) {
    const lines = page.querySelectorAll("main h1, main h1 ~ p:not(.small)");
    return lines.length ? [...lines].map((one) => one.textContent.trim()).join(" ") : page.body.textContent.trim();
  }

  // The same page with what is wrong in it takes the place of this one; any other refusal is only said.
  function refused(form, status, page) {
    const fresh = page.getElementById("main");
    if (!fresh?.querySelector("form[method=post]:not([action='/sign-in'])")) {
      unsaved = true;
      if (status === 401) return say(form, words.signedOut, ["/sign-in", words.signIn]);
      return say(form, status < 500 ? `${words.notSaved} ${reason(page)}` : reason(page));
    }
    unsaved = false;
    document.getElementById("main").replaceWith(fresh);
    document.title = page.title;
    htmx.process(fresh);
    const first = fresh.querySelector("[role=alert], .verdict[role=status]") || fresh;
    first.tabIndex = -1;
    first.focus();
  }

  function goOn(next) {
    const to = new URL(next, location.href);
    const stays = to.pathname + to.search === location.pathname + location.search;
    location.assign(to);
    if (stays && to.hash) location.reload();
  }

  // True where the next page is on its way.
  async function carried(form, button) {
    let answer = await send(form, button);
    if (answer.status === 403 && (await renewed())) answer = await send(form, button);
    const next = answer.headers.get("leads-to");
    if (next === null) return refused(form, answer.status, await parsed(answer));
    unsaved = false;
    goOn(next);
    return true;
  }

  async function sending(form, button) {
    form.setAttribute("aria-busy", "true");
    say(form, words.sending);
    try {
      if (await carried(form, button)) return;
    } catch {
      unsaved = true;
      say(form, words.unsure);
    }
    form.removeAttribute("aria-busy");
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !isOurs(form)) return;
    event.preventDefault();
    if (!form.hasAttribute("aria-busy")) sending(form, event.submitter);
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });

  // What asks how far a computation is goes on asking.
  function again(element) {
    if (!element.isConnected) return;
    const fresh = element.cloneNode(true);
    element.replaceWith(fresh);
    htmx.process(fresh);
  }

  // Parts that are fetched: what could not be fetched is said, and the page goes on showing what it showed.
  function missed(element) {
    if (element && "save" in element.dataset) return; // the reader says so itself
    const notice = document.getElementById("unreached");
    notice.textContent = words.unreached;
    notice.hidden = false;
    if (element?.getAttribute("hx-trigger")?.startsWith("load")) setTimeout(() => again(element), 3000);
    if (element?.id === "when") document.dispatchEvent(new Event("day-missed"));
  }

  function holds(event) {
    const element = event.detail.requestConfig.elt;
    const select = element.closest("[hx-select]")?.getAttribute("hx-select");
    return !select || new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html").querySelector(select);
  }

  for (const name of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(name, (event) => missed(event.detail.elt));
  document.addEventListener("htmx:beforeSwap", (event) => {
    const from = new URL(event.detail.xhr.responseURL || location.href).pathname;
    const wrong = from === "/sign-in" || !holds(event);
    if (wrong) event.detail.shouldSwap = false;
    if (from === "/sign-in") location.reload(); // to the door, and back here
    else if (wrong) missed(event.detail.requestConfig.elt);
    else document.getElementById("unreached").hidden = true;
  });
})();
