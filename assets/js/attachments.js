/* Attachments: choose, drop or paste; each goes up at once with its progress, and the form carries its number. */
(function (QT) {
  "use strict";

  /* data-upload-url on the zone; a .qt-files list and an <input type=file> inside it. */
  QT.on("change", "[data-upload-url] input[type=file]", (event, input) => {
    send(input.closest("[data-upload-url]"), input.files);
    input.value = "";
  });

  document.addEventListener("dragover", (event) => {
    const zone = event.target.closest && event.target.closest("[data-upload-url]");
    if (!zone || !event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    zone.classList.add("is-over");
  });

  document.addEventListener("dragleave", (event) => {
    const zone = event.target.closest && event.target.closest("[data-upload-url]");
    if (zone && !zone.contains(event.relatedTarget)) zone.classList.remove("is-over");
  });

  document.addEventListener("drop", (event) => {
    const zone = event.target.closest && event.target.closest("[data-upload-url]");
    if (!zone || !event.dataTransfer.files.length) return;
    event.preventDefault();
    zone.classList.remove("is-over");
    send(zone, event.dataTransfer.files);
  });

  document.addEventListener("paste", (event) => {
    const zone = event.target.closest && event.target.closest("[data-upload-url]");
    if (!zone || !event.clipboardData || !event.clipboardData.files.length) return;
    event.preventDefault();
    send(zone, event.clipboardData.files);
  });

  function send(zone, files) {
    Array.from(files).forEach((file) => upload(zone, file));
  }

  function upload(zone, file) {
    const list = QT.find(".qt-files", zone);
    const label = QT.text("upload_progress", { name: file.name });
    const progress = QT.element("progress", { max: 100, value: 0, "aria-label": label });
    const main = QT.element("span", { class: "qt-file-main" }, QT.element("span", { class: "qt-cut" }, file.name), progress);
    const drop = QT.element("button", { type: "button", "aria-label": QT.text("upload_remove", { name: file.name }) }, QT.icon("x"));
    const item = QT.element("li", { class: "qt-file", "data-uploading": true }, picture(file), main, drop);
    list.append(item);

    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append("file", file, file.name);
    drop.addEventListener("click", () => {
      request.abort();
      item.remove();
    });
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) progress.value = Math.round((event.loaded / event.total) * 100);
    });
    request.addEventListener("load", () => finish(zone, item, progress, file, request));
    request.addEventListener("error", () => fail(item, progress, file, ""));
    request.open("POST", zone.dataset.uploadUrl);
    request.setRequestHeader("X-CSRFToken", QT.token());
    request.setRequestHeader("Accept", "application/json");
    request.send(form);
  }

  /* The server answers {id, name?, size?}; size is text for people. */
  function finish(zone, item, progress, file, request) {
    let data = {};
    try {
      data = JSON.parse(request.responseText);
    } catch {
      data = {};
    }
    if (request.status >= 300 || !data.id) {
      fail(item, progress, file, QT.detail(request.responseText));
      return;
    }
    progress.remove();
    delete item.dataset.uploading;
    const size = QT.element("small", { class: "qt-muted" }, data.size || "");
    QT.find(".qt-file-main", item).append(size);
    item.append(QT.element("input", { type: "hidden", name: zone.dataset.uploadName || "attachments", value: data.id }));
    zone.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function fail(item, progress, file, detail) {
    progress.remove();
    delete item.dataset.uploading;
    item.classList.add("is-failed");
    QT.find(".qt-file-main", item).replaceChildren(detail || QT.text("upload_failed", { name: file.name }));
  }

  function picture(file) {
    if (!/^image\/(png|jpeg|gif|webp)$/.test(file.type)) return QT.icon("paperclip");
    const image = QT.element("img", { alt: "" });
    image.src = URL.createObjectURL(file);
    image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
    return image;
  }

  QT.on("click", "[data-remove-file]", (event, button) => button.closest(".qt-file").remove());

  /* A form with a file still under way waits. */
  document.addEventListener(
    "submit",
    (event) => {
      if (!QT.find("[data-uploading]", event.target)) return;
      event.preventDefault();
      event.stopPropagation();
      QT.toast({ text: QT.text("upload_running"), tone: "bad" });
    },
    true,
  );

  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt;
    if (form.tagName === "FORM" && event.detail.successful) QT.findAll(".qt-files", form).forEach((list) => list.replaceChildren());
  });
})(window.QT);
