/* Poll: one request every 15 s carries counts, unread, presence and "something newer"; it rests while nobody looks. */
(function (QT) {
  "use strict";

  const EVERY = 15000;
  const SLOWEST = 120000;
  let wait = EVERY;
  let last = 0;
  let typed = 0;
  let kind = "";
  let timer = 0;

  function poll() {
    const source = QT.find("#qt-poll");
    if (!source || document.hidden || !window.htmx) return;
    last = Date.now();
    window.htmx.trigger(source, "qt-poll");
  }

  function again() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      poll();
      again();
    }, wait);
  }

  /* The composer tells which kind of message is being written; it is reported for ten seconds. */
  QT.on("input", "[data-typing]", (event, field) => {
    typed = Date.now();
    kind = field.dataset.typing;
  });

  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.elt.id !== "qt-poll") return;
    const place = QT.find("[data-complaint-no]");
    if (place) {
      event.detail.parameters.complaint = place.dataset.complaintNo;
      event.detail.parameters.latest = place.dataset.latest || "";
      if (Date.now() - typed < 10000) event.detail.parameters.typing = kind;
    }
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt.id !== "qt-poll") return;
    wait = event.detail.successful ? EVERY : Math.min(SLOWEST, wait * 2);
    again();
  });

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && Date.now() - last > EVERY) {
      poll();
      again();
    }
  });

  /* htmx listens from DOMContentLoaded on, which is after this script has run. */
  window.addEventListener("load", () => {
    if (!QT.find("#qt-poll")) return;
    poll();
    again();
  });
})(window.QT);
