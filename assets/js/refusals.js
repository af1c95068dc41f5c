/* Refusals: the server says {"qt-refused": {errors: [{field, code, message}]}}; each message goes to its field, the rest to the top of the form. */
(function (QT) {
  "use strict";

  function clear(form) {
    QT.findAll("[data-refused]", form).forEach((each) => each.remove());
    QT.findAll("[data-was-refused]", form).forEach((field) => {
      field.removeAttribute("aria-invalid");
      field.removeAttribute("data-was-refused");
    });
  }

  function mark(field, message) {
    const box = field.closest(".qt-field") || field.parentElement;
    const line = QT.element("p", { class: "qt-error", "data-refused": true, id: field.id + "-refused" }, QT.icon("alert-triangle"), QT.element("span", {}, message));
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("data-was-refused", "");
    const told = (field.getAttribute("aria-describedby") || "").split(" ").filter(Boolean);
    if (field.id && !told.includes(line.id)) field.setAttribute("aria-describedby", [...told, line.id].join(" "));
    box.append(line);
  }

  document.addEventListener("qt-refused", (event) => {
    const form = event.target.closest && event.target.closest("form");
    const rest = [];
    let first = null;
    if (form) clear(form);
    for (const error of event.detail.errors || []) {
      const named = form && error.field && form.elements[error.field];
      const field = named && named.length !== undefined && !named.tagName ? named[0] : named;
      if (field && field.type !== "hidden") {
        mark(field, error.message);
        first = first || field;
      } else {
        rest.push(error.message);
      }
    }
    if (rest.length) tell(form, rest);
    if (first) first.focus();
  });

  function tell(form, messages) {
    const body = form && QT.find(".qt-dialog-body", form);
    if (!body) {
      messages.forEach((text) => QT.toast({ text, tone: "bad" }));
      return;
    }
    const lines = messages.map((text) => QT.element("p", {}, text));
    body.prepend(QT.element("div", { class: "qt-notice is-red", role: "alert", "data-refused": true }, QT.icon("alert-triangle"), QT.element("div", {}, ...lines)));
  }

  let told = 0;
  document.addEventListener("qt-session-ended", () => {
    if (Date.now() - told < 60000) return;
    told = Date.now();
    QT.say({ status: 401 });
  });
})(window.QT);
