// The meeting: opens the form a link leads to, and says when something was typed that is not stored yet.
"use strict";

const openTarget = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) target.open = true;
};
window.addEventListener("hashchange", openTarget);
openTarget();

document.querySelectorAll("[data-unsaved]").forEach((form) => {
  const note = form.querySelector("[data-unsaved-note]");
  form.addEventListener("input", () => {
    if (note) note.hidden = false;
  });
});
