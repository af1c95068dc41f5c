/* Shell: theme, menus, the drawer of a phone, copying, logout. Buttons name what they do in data-action. */
(function (QT) {
  "use strict";

  const root = document.documentElement;

  QT.actions = {
    theme() {
      const next = root.dataset.theme === "dark" ? "light" : "dark";
      root.dataset.theme = next;
      QT.store.set("qt-theme", next);
      window.dispatchEvent(new Event("qt-theme"));
    },
    palette: () => document.dispatchEvent(new Event("qt-palette")),
    help: () => QT.openDialog("#qt-help"),
    shortcuts: () => QT.keys.toggle(),
    reload: () => location.reload(),
    renew: () => document.body.dispatchEvent(new CustomEvent("qt-changed", { bubbles: true })),
    print: () => print(),
    side: (button) => toggleSide(button),
    focus: (button) => {
      const target = QT.find(button.dataset.target);
      if (target) target.focus();
    },
    copy: async (button) => {
      try {
        await navigator.clipboard.writeText(button.dataset.copy);
        QT.toast({ text: QT.text("copied", { value: button.dataset.copy }) });
      } catch {
        QT.toast({ text: QT.text("failed"), tone: "bad" });
      }
    },
  };

  QT.on("click", "[data-action]", (event, button) => {
    const action = QT.actions[button.dataset.action];
    if (!action) return;
    event.preventDefault();
    action(button);
  });

  function toggleSide(button) {
    const side = QT.find("#qt-side");
    const open = side.classList.toggle("is-open");
    QT.findAll("[data-action=side][aria-expanded]").forEach((each) => each.setAttribute("aria-expanded", String(open)));
    if (open) {
      const first = QT.find("a", side);
      if (first) first.focus();
    } else if (button) {
      const opener = QT.find("[data-action=side][aria-expanded]");
      if (QT.visible(opener)) opener.focus();
    }
  }

  /* A menu is a <details>: close it on a click elsewhere, on Escape, and when another one opens. */
  document.addEventListener("click", (event) => {
    QT.findAll("details.qt-menu[open]").forEach((menu) => {
      if (!menu.contains(event.target) || event.target.closest(".qt-menu-item")) menu.open = false;
    });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || QT.composing(event)) return;
    const menu = QT.find("details.qt-menu[open]");
    if (menu) {
      menu.open = false;
      QT.find("summary", menu).focus();
      event.stopPropagation();
    } else if (QT.find("#qt-side.is-open")) {
      toggleSide(true);
    }
  });

  /* Drafts kept on this computer belong to the person who leaves it. */
  QT.on("submit", "form[data-logout]", () => QT.store.clear("qt-draft:"));

  /* A select that leads somewhere: the address is the chosen value. */
  QT.on("change", "select[data-goto]", (event, select) => {
    if (select.value) location.href = select.value;
  });
})(window.QT);
