/* Tabs: [role=tablist] with data-tabs; data-tabs="hash" keeps the chosen one in the address and listens to it. */
(function (QT) {
  "use strict";

  const chosen = new Map();
  const tabs = (list) => QT.findAll("[role=tab]", list);
  const panel = (tab) => document.getElementById(tab.getAttribute("aria-controls"));

  function choose(tab, quiet) {
    const list = tab.closest("[role=tablist]");
    tabs(list).forEach((each) => {
      const on = each === tab;
      each.setAttribute("aria-selected", String(on));
      each.tabIndex = on ? 0 : -1;
      if (panel(each)) panel(each).hidden = !on;
    });
    chosen.set(list.id, tab.id);
    if (list.dataset.tabs === "hash" && !quiet) {
      const first = tabs(list)[0] === tab;
      history.replaceState(null, "", first ? location.pathname + location.search : "#" + tab.dataset.tab);
    }
    const box = panel(tab);
    if (box) box.dispatchEvent(new CustomEvent("qt-shown", { bubbles: true }));
  }

  QT.chooseTab = (name) => {
    const tab = QT.find('[role=tab][data-tab="' + CSS.escape(name) + '"]');
    if (tab) choose(tab);
    return tab;
  };

  QT.on("click", "[role=tablist][data-tabs] [role=tab]", (event, tab) => choose(tab));

  QT.on("keydown", "[role=tablist][data-tabs] [role=tab]", (event, tab) => {
    const all = tabs(tab.closest("[role=tablist]"));
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const next = all[(all.indexOf(tab) + step + all.length) % all.length];
    choose(next);
    next.focus();
  });

  function follow(scope) {
    const name = decodeURIComponent(location.hash.slice(1));
    QT.findAll("[role=tablist][data-tabs=hash]", scope).forEach((list) => {
      const wanted = tabs(list).find((tab) => tab.dataset.tab === name);
      if (wanted) choose(wanted, true);
      else if (!name && scope === document) choose(tabs(list)[0], true);
    });
  }

  window.addEventListener("hashchange", () => follow(document));
  /* After a renewal of the page the tab that was open is open again. */
  QT.mount((scope) => {
    QT.findAll("[role=tablist][data-tabs]", scope).forEach((list) => {
      const before = chosen.get(list.id) && document.getElementById(chosen.get(list.id));
      if (before) choose(before, true);
    });
    if (location.hash) follow(scope);
  });
})(window.QT);
