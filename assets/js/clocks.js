/* Clocks: the server sends the moments, this file only renews the words. Nothing is decided here. */
(function (QT) {
  "use strict";

  QT.span = function (seconds) {
    const minutes = Math.floor(Math.abs(seconds) / 60);
    const days = Math.floor(minutes / 1440);
    const hours = Math.floor((minutes % 1440) / 60);
    const rest = minutes % 60;
    if (days) return QT.text("days", { days, hours });
    if (hours) return QT.text("hours", { hours, minutes: String(rest).padStart(2, "0") });
    return QT.text("minutes", { minutes: rest });
  };

  /* data-due: seconds since 1970; data-length and data-warn: seconds before it. Only running clocks carry them. */
  function tick(clock, now) {
    const due = Number(clock.dataset.due);
    const start = due - Number(clock.dataset.length);
    const warn = due - Number(clock.dataset.warn);
    const level = now >= due ? "over" : now >= warn ? "hot" : "ok";
    clock.className = "qt-clock is-" + level;
    const words = QT.find(".qt-clock-text", clock);
    const span = QT.span(due - now);
    words.textContent = level === "over" ? QT.text("over", { span }) : span;
    const bar = QT.find("rect", clock);
    if (bar) bar.setAttribute("width", String(Math.max(0, Math.min(100, Math.round(((now - start) / Math.max(1, due - start)) * 100)))));
  }

  QT.tick = function (scope) {
    const now = QT.now();
    QT.findAll(".qt-clock[data-due]", scope).forEach((clock) => tick(clock, now));
  };

  setInterval(() => {
    if (!document.hidden) QT.tick();
  }, 15000);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) QT.tick();
  });
})(window.QT);
