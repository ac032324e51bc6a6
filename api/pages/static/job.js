// Follows a piece of slow work and redraws it in place; when it is over the page is read again, with what came of it.
"use strict";

document.querySelectorAll("[data-job]:not([data-over])").forEach((box) => {
  const events = new EventSource(box.dataset.job);
  const write = (name, text) => {
    const place = box.querySelector(`[data-${name}]`);
    if (place && place.textContent !== text) place.textContent = text;
  };
  events.addEventListener("job", (event) => {
    const job = JSON.parse(event.data);
    if (job.is_over) {
      events.close();
      window.location.reload();
      return;
    }
    write("doing", job.doing);
    const state = box.querySelector("[data-state] span:last-child");
    if (state) state.textContent = job.state;
    const bar = box.querySelector("[data-bar]");
    if (bar && job.percent !== null) bar.value = job.percent;
    else if (bar) bar.removeAttribute("value");
  });
});
