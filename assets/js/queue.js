/* Queue: j k Enter x, shift-select, the bulk bar, filters that keep the address clean. Plain listeners: rows are many. */
(function (QT) {
  "use strict";

  const rows = () => QT.findAll("#qt-rows tbody tr[data-no]");
  const boxes = () => QT.findAll("#qt-rows .qt-row-check");
  let at = -1;
  let lastBox = null;

  function mark(next) {
    const all = rows();
    if (!all.length) return;
    at = Math.max(0, Math.min(all.length - 1, next));
    all.forEach((row, index) => row.classList.toggle("is-focused", index === at));
    all[at].scrollIntoView({ block: "nearest" });
    const link = QT.find("a", all[at]);
    if (link) link.focus({ preventScroll: true });
  }

  function current() {
    const focused = document.activeElement && document.activeElement.closest("#qt-rows tr[data-no]");
    return focused || rows()[at] || null;
  }

  function sync() {
    const chosen = boxes().filter((box) => box.checked);
    boxes().forEach((box) => box.closest("tr").classList.toggle("is-selected", box.checked));
    const all = QT.find("#qt-rows .qt-all-check");
    if (all) {
      all.checked = chosen.length > 0 && chosen.length === boxes().length;
      all.indeterminate = chosen.length > 0 && !all.checked;
    }
    const bar = QT.find("#qt-bulk");
    if (!bar) return;
    bar.hidden = chosen.length === 0;
    QT.find("[data-bulk-count]", bar).textContent = String(chosen.length);
    QT.findAll("a[data-bulk-href]", bar).forEach((link) => {
      link.href = link.dataset.bulkHref + "?" + chosen.map((box) => "no=" + encodeURIComponent(box.value)).join("&");
    });
  }

  function clear() {
    boxes().forEach((box) => {
      box.checked = false;
    });
    sync();
  }

  QT.actions.unselect = clear;

  QT.on("click", ".qt-row-check", (event, box) => {
    const all = boxes();
    const from = all.indexOf(lastBox);
    const to = all.indexOf(box);
    if (event.shiftKey && from >= 0) {
      for (let index = Math.min(from, to); index <= Math.max(from, to); index += 1) all[index].checked = box.checked;
    }
    lastBox = box;
    sync();
  });

  QT.on("change", ".qt-all-check", (event, box) => {
    boxes().forEach((each) => {
      each.checked = box.checked;
    });
    sync();
  });

  /* A click anywhere in a row opens it, unless it was on something of its own or selected text. */
  QT.on("click", "#qt-rows tr[data-no] td", (event, cell) => {
    if (event.target.closest("a, button, input, label") || String(getSelection())) return;
    const link = QT.find("a", cell.parentElement);
    if (link) link.click();
  });

  function whenQueue(action) {
    return (event) => {
      if (!QT.find("#qt-rows")) return false;
      return action(event);
    };
  }

  const down = whenQueue(() => mark(at + 1));
  const up = whenQueue(() => mark(at - 1));
  QT.keys.on("j", down);
  QT.keys.on("k", up);
  QT.keys.on("ArrowDown", down);
  QT.keys.on("ArrowUp", up);
  QT.keys.on(
    "x",
    whenQueue(() => {
      const row = current();
      const box = row && QT.find(".qt-row-check", row);
      if (!box) return false;
      box.checked = !box.checked;
      lastBox = box;
      sync();
      return true;
    }),
  );
  document.addEventListener("qt-escape", () => {
    if (QT.find("#qt-rows")) clear();
  });

  /* Filters: empty ones stay out of the address; a set one shows it. */
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.elt.id !== "qt-filters") return;
    const parameters = event.detail.parameters;
    for (const name of Object.keys(parameters)) if (parameters[name] === "") delete parameters[name];
  });

  QT.on("change", ".qt-filter select", (event, select) => {
    select.classList.toggle("is-set", Boolean(select.value) && !select.dataset.plain);
  });

  const search = QT.debounce(260, () => window.htmx.trigger("#qt-filters", "qt-search"));
  QT.on("input", "#qt-filters input[type=search]", (event) => {
    if (!event.isComposing) search();
  });
  QT.on("compositionend", "#qt-filters input[type=search]", search);
  QT.on("keydown", "#qt-filters input[type=search]", (event) => {
    if (event.key === "Enter" && !QT.composing(event)) {
      event.preventDefault();
      search.cancel();
      window.htmx.trigger("#qt-filters", "qt-search");
    }
  });

  /* Export and "save as view" mean the filters of this moment, which live in the address. */
  document.addEventListener(
    "submit",
    (event) => {
      QT.findAll("[data-query]", event.target).forEach((field) => {
        field.value = location.search.slice(1);
      });
      QT.findAll("[data-address]", event.target).forEach((field) => {
        field.value = location.pathname + location.search;
      });
    },
    true,
  );

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "qt-rows") return;
    at = -1;
    lastBox = null;
    sync();
  });

  window.addEventListener("pageshow", sync);
})(window.QT);
