// Files sent piece by piece, so that a weak line only costs time: progress, pause, and going on after a reload.
"use strict";

(() => {
  if (!window.tus || !tus.isSupported) return; // the plain form still works

  const PIECE = 8 * 1024 * 1024; // bytes sent in one go
  const WAITS = [0, 1000, 3000, 5000, 10000, 20000, 30000]; // milliseconds before each further try
  const SIGNED_OUT = 401;
  const token = () => document.querySelector("meta[name=csrf]").content;
  const [, , quarter, unit] = location.pathname.split("/").map(decodeURIComponent);

  const made = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  // What a refusal says stands in the page that came with it.
  const sentenceOf = (error) => {
    const answer = error && error.originalResponse;
    if (!answer) return "Đường truyền bị ngắt. Bấm Gửi tiếp khi có mạng trở lại.";
    const page = new DOMParser().parseFromString(answer.getBody() || "", "text/html");
    const lead = page.querySelector("main .lead");
    return lead ? lead.textContent : "Chưa gửi được tệp; hãy tải lại trang rồi gửi lại.";
  };

  // The row, or what the page says of its evidence, drawn anew by the server.
  const refresh = async (task, href) => {
    const row = document.getElementById(`nv-${task}`);
    if (row) {
      const said = row.querySelector(".sendings");
      await htmx.ajax("GET", `${href}?xem=1`, { target: row, swap: "outerHTML" });
      const cell = document.querySelector(`[id="nv-${CSS.escape(task)}"] .proof-cell`);
      if (cell && said) cell.append(said);
      return;
    }
    const page = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), "text/html");
    for (const piece of [".standing", "#minh-chung", "#da-co"]) {
      const now = page.querySelector(piece);
      const here = document.querySelector(piece);
      if (now && here) here.replaceWith(now);
    }
  };

  // One file on its way to one task, drawn in `place`.
  const send = async (file, task, href, place, texts = {}) => {
    const bar = made("progress", { max: 100, value: 0, ariaLabel: `Đang gửi ${file.name}` });
    const state = made("span", { className: "small", textContent: "Đang chuẩn bị" });
    const pause = made("button", { type: "button", className: "quiet", textContent: "Tạm dừng" });
    const line = made("p", {}, made("b", { textContent: file.name }), state, pause);
    const box = made("li", { className: "sending" }, line, bar);
    let list = place.querySelector(":scope > .sendings");
    if (!list) place.append((list = made("ul", { className: "sendings" })));
    list.append(box);

    const end = (sentence, tone, again) => {
      bar.remove();
      pause.remove();
      state.replaceWith(made("span", { className: `said tone-${tone}`, textContent: sentence, role: "status" }));
      if (!again) return;
      const retry = made("button", { type: "button", className: "quiet", textContent: "Thử lại" });
      retry.addEventListener("click", () => {
        box.remove();
        again();
      });
      line.append(retry);
    };

    const ask = async (path, method) => {
      const answer = await fetch(path, { method, headers: { "X-CSRF": token() } });
      return answer.ok ? answer.json() : { sentence: "Chưa biết kết quả; hãy tải lại trang.", is_over: true };
    };
    const outcome = async (at, method) => {
      state.textContent = "Đang kiểm tra tệp";
      const said = await ask(`${at}/${method === "POST" ? "lam-lai" : "ket-qua"}`, method);
      if (!said.is_over) return end(said.sentence || "Chưa kiểm tra xong tệp.", "wait", () => outcomeAgain(at));
      end(said.sentence, said.is_taken ? "good" : "bad");
      if (said.is_taken) await refresh(task, href);
    };
    const outcomeAgain = (at) => {
      list.append(box);
      return outcome(at, "POST");
    };

    let last = 0; // HTTP status of the newest answer
    const known = tus.defaultOptions.urlStorage;
    const upload = new tus.Upload(file, {
      endpoint: "/tai-len/",
      // Who is signed out is not told where the file stands; where it is kept must not be forgotten for that.
      urlStorage: {
        findAllUploads: () => known.findAllUploads(),
        findUploadsByFingerprint: (fingerprint) => known.findUploadsByFingerprint(fingerprint),
        addUpload: (fingerprint, details) => known.addUpload(fingerprint, details),
        removeUpload: async (key) => (last === SIGNED_OUT ? undefined : known.removeUpload(key)),
      },
      chunkSize: PIECE,
      retryDelays: WAITS,
      removeFingerprintOnSuccess: true,
      fingerprint: async () => ["hoso", task, file.name, file.size, file.lastModified].join("|"),
      metadata: {
        filename: file.name,
        filetype: file.type || "application/octet-stream",
        quy: quarter,
        "don-vi": unit,
        "nhiem-vu": task,
        ...texts,
      },
      onBeforeRequest: (request) => request.setHeader("X-CSRF", token()),
      onAfterResponse: (_, answer) => {
        last = answer.getStatus();
      },
      onProgress: (sent, total) => {
        const percent = Math.floor((100 * sent) / total);
        bar.value = percent;
        state.textContent = sent < total ? `${percent} %` : "Đang kiểm tra tệp";
      },
      onSuccess: () => outcome(new URL(upload.url, location.href).pathname, "GET"),
      onError: (error) => {
        if (error.originalResponse) return end(sentenceOf(error), "bad");
        state.textContent = sentenceOf(error);
        pause.textContent = "Gửi tiếp";
        going = false;
      },
    });
    let going = true;
    pause.addEventListener("click", async () => {
      going = !going;
      pause.textContent = going ? "Tạm dừng" : "Gửi tiếp";
      if (going) upload.start();
      else await upload.abort();
      if (!going) state.textContent = `Tạm dừng ở ${Math.floor(bar.value)} %`;
    });
    const former = await upload.findPreviousUploads();
    if (former.length) upload.resumeFromPreviousUpload(former[0]);
    upload.start();
  };

  const tooLarge = (file, megabytes) => file.size > megabytes * 1024 * 1024;
  const refuse = (file, megabytes, place) => {
    let list = place.querySelector(":scope > .sendings");
    if (!list) place.append((list = made("ul", { className: "sendings" })));
    const said = `lớn hơn ${megabytes} MB; hãy tách nhỏ hoặc quét lại với độ phân giải thấp hơn.`;
    const words = made("span", { className: "said tone-bad", role: "status", textContent: `${file.name} ${said}` });
    list.append(made("li", { className: "sending" }, words));
  };
  const take = (files, task, href, place, megabytes, texts) => {
    for (const file of files) {
      if (tooLarge(file, megabytes)) refuse(file, megabytes, place);
      else send(file, task, href, place, texts);
    }
  };
  const hasFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");

  // The form of one task: its file goes piece by piece, with what is typed beside it.
  const form = document.querySelector("form[data-send]");
  if (form) {
    const place = form.querySelector("[data-sending]");
    const most = Number(form.dataset.most);
    const texts = () => Object.fromEntries(["number", "issued", "summary"].map((name) => [name, form.elements[name].value]));
    form.addEventListener(
      "submit",
      (event) => {
        const files = [...form.elements.tep.files];
        if (!files.length) return; // a paper without a file goes as a plain form
        event.preventDefault();
        event.stopImmediatePropagation();
        take(files, form.dataset.send, form.dataset.href, place, most, texts());
        form.elements.tep.value = "";
      },
      true,
    );
    form.addEventListener("dragover", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      form.classList.add("over");
    });
    form.addEventListener("dragleave", () => form.classList.remove("over"));
    form.addEventListener("drop", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      form.classList.remove("over");
      take(event.dataTransfer.files, form.dataset.send, form.dataset.href, place, most, texts());
    });
  }

  // The table: a file on a row's last cell is that row's; several on the page are asked about.
  const drop = document.querySelector("[data-drop]");
  if (drop) {
    drop.hidden = false;
    const most = Number(drop.dataset.most);
    const asked = drop.querySelector("[data-asked]");
    const cellOf = (event) => event.target.closest && event.target.closest("[data-takes]");
    const ask = async (files) => {
      if (!files.length) return;
      const body = new URLSearchParams(files.map((file) => ["ten", file.name]));
      const answer = await fetch(drop.dataset.drop, { method: "POST", body, headers: { "X-CSRF": token() } });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      asked.replaceChildren(...page.body.childNodes);
      asked.querySelector("select").focus();
      asked.querySelector("form").addEventListener("submit", (event) => {
        event.preventDefault();
        event.stopImmediatePropagation();
        const chosen = [...asked.querySelectorAll("select")].map((select) => select.selectedOptions[0]);
        asked.replaceChildren();
        files.forEach((file, place) => {
          if (chosen[place].value) take([file], chosen[place].value, chosen[place].dataset.href, asked, most);
        });
      });
      asked.querySelector("[data-stop]").addEventListener("click", () => asked.replaceChildren());
    };
    drop.querySelector("[data-pick]").addEventListener("change", (event) => {
      ask([...event.target.files]);
      event.target.value = "";
    });
    document.addEventListener("dragover", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      document.querySelectorAll(".over").forEach((element) => element.classList.remove("over"));
      (cellOf(event) || drop).classList.add("over");
    });
    document.addEventListener("dragleave", (event) => {
      if (!event.relatedTarget) document.querySelectorAll(".over").forEach((element) => element.classList.remove("over"));
    });
    document.addEventListener("drop", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      document.querySelectorAll(".over").forEach((element) => element.classList.remove("over"));
      const files = [...event.dataTransfer.files];
      const cell = cellOf(event);
      if (cell) take(files, cell.dataset.takes, cell.dataset.href, cell, most);
      else ask(files);
    });
    document.addEventListener("click", (event) => {
      const link = event.target.closest("[data-give]");
      if (!link) return;
      event.preventDefault();
      const cell = link.closest("[data-takes]");
      const picker = made("input", { type: "file", multiple: true });
      picker.addEventListener("change", () => take(picker.files, cell.dataset.takes, cell.dataset.href, cell, most));
      picker.click();
    });
  }

  // What a reload interrupted: the browser lets go of the file, so people choose it once more and it goes on.
  const resumable = async () => {
    const place = (form && form.querySelector("[data-sending]")) || (drop && drop.querySelector("[data-asked]"));
    if (!place) return;
    const known = (await tus.defaultOptions.urlStorage.findAllUploads()).filter(
      ({ metadata }) => metadata && metadata.quy === quarter && metadata["don-vi"] === unit,
    );
    const mine = known.filter(({ metadata }) => !form || metadata["nhiem-vu"] === form.dataset.send);
    if (!mine.length) return;
    const list = made("ul", { className: "sendings" });
    mine.forEach((upload) => {
      const { filename, "nhiem-vu": task } = upload.metadata;
      const give = made("button", { type: "button", className: "bare-button", textContent: "Bỏ" });
      const words = `Chưa gửi xong ${filename} (${task}); chọn lại tệp này để gửi tiếp từ chỗ dừng.`;
      const item = made("li", { className: "sending" }, made("p", {}, made("span", { textContent: words }), give));
      give.addEventListener("click", async () => {
        item.remove();
        await tus.Upload.terminate(upload.uploadUrl, { onBeforeRequest: (request) => request.setHeader("X-CSRF", token()) }).catch(() => {});
        await tus.defaultOptions.urlStorage.removeUpload(upload.urlStorageKey);
      });
      list.append(item);
    });
    place.before(list);
  };
  resumable();
})();
