// Rows that are filled in where they stand: refused ones are shown again, what was just saved can be taken back.
"use strict";

const UNDO_FOR = 10000; // milliseconds

const timed = (root) => {
  root.querySelectorAll("[data-undo]").forEach((form) => setTimeout(() => form.remove(), UNDO_FOR));
};
timed(document);

// A refused form comes back with what was typed; htmx would throw it away.
document.addEventListener("htmx:beforeSwap", (event) => {
  const status = event.detail.xhr.status;
  if (status !== 409 && status !== 422) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
});

document.addEventListener("htmx:load", (event) => {
  const row = event.detail.elt;
  if (!(row instanceof HTMLElement)) return;
  timed(row);
  const first = row.querySelector("#loi, .row-form input:not([type=hidden]), .undo button");
  if (first && row.tagName === "TR") first.focus();
});

// Escape leaves the row as it was.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const form = event.target.closest(".open-row .row-form");
  if (form) form.querySelector("a.quiet").click();
});
