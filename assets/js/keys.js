/* Keys: any visible element with data-keys="c" or data-keys="g q" is clicked by that key or sequence. */
(function (QT) {
  "use strict";

  const extra = new Map();
  let leader = "";
  let timer = 0;

  QT.keys = {
    on: (key, action) => extra.set(key, action),
    enabled: () => QT.store.get("qt-shortcuts") !== "off",
    toggle() {
      const on = !QT.keys.enabled();
      QT.store.set("qt-shortcuts", on ? "on" : "off");
      show();
      QT.toast({ text: QT.text(on ? "shortcuts_on" : "shortcuts_off") });
    },
  };

  function show() {
    const on = String(QT.keys.enabled());
    QT.findAll("[data-action=shortcuts]").forEach((each) => each.setAttribute("aria-checked", on));
  }

  function press(keys) {
    /* What the page itself offers goes before the shell: / is the queue's own search where there is one. */
    const all = QT.findAll("[data-keys]").filter((each) => each.dataset.keys === keys);
    const targets = [...all.filter((each) => each.closest("main")), ...all];
    /* Links of the drawer are hidden on a phone, and still the way to their page. */
    const target = targets.find(QT.visible) || targets.find((each) => each.matches("a.qt-nav-link"));
    if (!target || target.disabled || target.getAttribute("aria-disabled") === "true") return false;
    if (target.matches("input, textarea, select")) {
      target.focus();
      if (target.select) target.select();
    } else {
      target.click();
    }
    return true;
  }

  function sequence(event) {
    clearTimeout(timer);
    if (leader) {
      const keys = leader + " " + event.key;
      leader = "";
      return press(keys);
    }
    if (event.key === "g") {
      leader = "g";
      timer = setTimeout(() => {
        leader = "";
      }, 1200);
      return true;
    }
    const action = extra.get(event.key);
    return action ? action(event) !== false : press(event.key);
  }

  document.addEventListener("keydown", (event) => {
    if (QT.composing(event)) return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      QT.actions.palette();
      return;
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = event.target.closest("form[data-send]");
      if (form) {
        event.preventDefault();
        form.requestSubmit();
      }
      return;
    }
    if (event.key === "Escape") {
      if (QT.typing(event)) event.target.blur();
      document.dispatchEvent(new Event("qt-escape"));
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || QT.typing(event) || !QT.keys.enabled()) return;
    if (QT.find("dialog[open]")) return;
    if (event.key === "?") {
      event.preventDefault();
      QT.actions.help();
    } else if (sequence(event)) {
      event.preventDefault();
    }
  });

  QT.ready(show);
})(window.QT);
