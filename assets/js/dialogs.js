/* Dialogs: native <dialog>, a host for those the server sends, one question for anything with data-confirm. */
(function (QT) {
  "use strict";

  QT.openDialog = function (dialog) {
    const target = typeof dialog === "string" ? QT.find(dialog) : dialog;
    if (!target || target.open) return;
    const back = document.activeElement;
    target.showModal();
    const first = QT.find("[autofocus], [aria-invalid=true]", target);
    if (first) first.focus();
    target.addEventListener("close", () => back && back.isConnected && back.focus(), { once: true });
  };

  QT.on("click", "[data-dialog]", (event, button) => {
    event.preventDefault();
    QT.openDialog(button.dataset.dialog);
  });

  QT.on("click", "[data-close]", (event, button) => {
    const dialog = button.closest("dialog");
    if (dialog) {
      event.preventDefault();
      dialog.close();
    }
  });

  /* A click on the veil closes, unless something was written. */
  document.addEventListener("mousedown", (event) => {
    const dialog = event.target;
    if (!(dialog instanceof HTMLDialogElement)) return;
    const box = dialog.getBoundingClientRect();
    const outside = event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
    if (outside && !QT.findAll("textarea, input:not([type=hidden])", dialog).some(changed)) dialog.close();
  });

  function changed(field) {
    return field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
  }

  /* Whatever the server puts into the host opens; an answer without a dialog closes it. */
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "qt-dialog-host") return;
    const dialog = QT.find("dialog", event.detail.target);
    if (dialog) QT.openDialog(dialog);
  });

  document.addEventListener("qt-close-dialog", () => {
    const dialog = QT.find("#qt-dialog-host dialog");
    if (dialog) dialog.close();
    /* Emptied a moment later: htmx tells what else happened from inside this dialog, and what is detached is not heard. */
    const host = QT.find("#qt-dialog-host");
    if (dialog) setTimeout(() => dialog.isConnected && host.replaceChildren());
  });

  /* data-confirm on a form or an htmx element asks first; the words come from the template. */
  let agreed = null;

  function ask(source, go) {
    const dialog = QT.find("#qt-confirm");
    QT.find("[data-confirm-text]", dialog).textContent = source.dataset.confirm;
    const yes = QT.find("[data-confirm-yes]", dialog);
    yes.textContent = source.dataset.confirmYes || yes.dataset.label;
    yes.onclick = () => {
      dialog.close();
      agreed = source;
      go();
      agreed = null;
    };
    QT.openDialog(dialog);
  }

  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (!form.dataset.confirm || agreed === form || form.hasAttribute("hx-post")) return;
      event.preventDefault();
      event.stopPropagation();
      const submitter = event.submitter;
      ask(form, () => form.requestSubmit(submitter));
    },
    true,
  );

  document.addEventListener("htmx:confirm", (event) => {
    const source = event.detail.elt;
    if (!source.dataset.confirm) return;
    event.preventDefault();
    ask(source, () => event.detail.issueRequest(true));
  });

  /* A plain form shows that it is on its way and is not sent twice. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method === "dialog" || form.target === "_blank" || form.hasAttribute("data-download")) return;
    const button = event.submitter || QT.find("[type=submit], button:not([type])", form);
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    if (!form.hasAttribute("hx-post") && !form.hasAttribute("hx-get")) {
      form.dataset.sent = "yes";
      if (button) button.classList.add("is-busy");
    }
  });

  window.addEventListener("pageshow", () => {
    QT.findAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
    QT.findAll(".is-busy").forEach((button) => button.classList.remove("is-busy"));
  });
})(window.QT);
