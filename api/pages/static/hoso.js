// What the pages do beyond links and forms; everything can be read and sent without it.
"use strict";

// "/" goes to the search box, unless somebody is typing.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const box = document.querySelector("[data-focus-by-slash]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

// Arrows go to the neighbours of what is opened beside a list.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (event.target.closest("input, textarea, select, summary, .page-text, [contenteditable]")) return;
  const link = document.querySelector(`a[data-key="${event.key}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});

// Menus close with Escape and when somebody clicks elsewhere.
const menus = () => document.querySelectorAll("details.chooser[open], .further details[open]");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  menus().forEach((menu) => {
    menu.open = false;
    menu.querySelector("summary").focus();
  });
});
document.addEventListener("click", (event) => {
  menus().forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});

// What a bad line kept from going is said beside what was typed, which stays where it is.
const CUT = "Đường truyền bị ngắt: chưa gửi được. Phần đã gõ vẫn còn ở đây; hãy bấm lại khi có mạng.";
const unsay = (place) => place.querySelectorAll("[data-cut]").forEach((note) => note.remove());
const say = (place, sentence) => {
  unsay(place);
  const note = document.createElement("p");
  Object.assign(note, { className: "notice tone-bad", role: "alert", textContent: sentence });
  note.dataset.cut = "";
  place.append(note);
  note.scrollIntoView({ block: "nearest" });
};
const placeOf = (event) => event.detail.elt.closest("form") || document.querySelector("main");
document.addEventListener("htmx:sendError", (event) => say(placeOf(event), CUT));
document.addEventListener("htmx:responseError", (event) => {
  const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  const lead = page.querySelector("main .lead");
  say(placeOf(event), `Chưa làm được. ${lead ? lead.textContent : "Hãy bấm lại."}`);
});
document.addEventListener("htmx:beforeRequest", (event) => unsay(placeOf(event)));

// A form is sent once, and one that was filled in only when the server can be reached: a page that does not come in
// its place would take what was typed along.
const isReached = () =>
  fetch("/static/hoso.svg", { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(8000) }).then(
    () => true,
    (error) => error.name === "TimeoutError", // slow, not cut: let it go its way
  );
const isFilledIn = (form) => form.querySelector("input:not([type=hidden]), select, textarea") !== null;
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.method !== "post" || form.target || event.defaultPrevented) return;
  const isBack = form.dataset.sent === "reached"; // this very event was made below
  if (form.dataset.sent && !isBack) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  if (isBack || !isFilledIn(form)) return;
  event.preventDefault();
  unsay(form);
  if (await isReached()) {
    form.dataset.sent = "reached";
    form.requestSubmit(event.submitter);
  } else {
    delete form.dataset.sent;
    say(form, CUT);
  }
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});

// Requests that htmx makes carry the token of the session.
document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRF"] = document.querySelector("meta[name=csrf]").content;
});

// A form sent by htmx after its session had ended goes again as a whole page, where what was typed waits. One that was
// only tried stays as it is until it is saved.
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const form = event.detail.elt;
  if (event.detail.xhr.status !== 401 || !(form instanceof HTMLFormElement) || form.method !== "post") return;
  event.preventDefault();
  if (form.getAttribute("hx-post") === form.getAttribute("action")) form.submit();
});
