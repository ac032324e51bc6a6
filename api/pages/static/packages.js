// What is chosen is added up as it is chosen.
"use strict";

document.querySelectorAll("[data-sums]").forEach((form) => {
  const total = form.querySelector("[data-total]");
  const whole = new Intl.NumberFormat("vi-VN");
  const parts = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 1 });
  const weight = (bytes) => {
    const units = ["B", "KB", "MB", "GB", "TB"];
    let place = 0;
    for (; bytes >= 1024 && place < units.length - 1; place += 1) bytes /= 1024;
    return `${parts.format(bytes)} ${units[place]}`;
  };
  form.addEventListener("change", () => {
    const chosen = [...form.querySelectorAll("[data-size]:checked")];
    const add = (name) => chosen.reduce((sum, box) => sum + Number(box.dataset[name]), 0);
    total.textContent = `${chosen.length} hồ sơ · ${whole.format(add("files"))} tệp · ${weight(add("size"))}`;
  });
});
