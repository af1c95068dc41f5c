/* Register: what is still missing, group by group; rows for promises and people that can be added and removed. */
(function (QT) {
  "use strict";

  document.addEventListener("alpine:init", () => {
    window.Alpine.data("qtRegister", () => ({
      missing: [],
      total: 0,

      init() {
        this.look();
        this.$root.addEventListener("input", () => this.look());
        this.$root.addEventListener("change", () => this.look());
      },
      /* A required field names its label in data-required; one filled field of a data-required-group is enough. */
      look() {
        const groups = new Map();
        QT.findAll("[data-required]", this.$root).forEach((field) => {
          const key = field.dataset.requiredGroup || field.name;
          const entry = groups.get(key) || { key, label: field.dataset.required, target: field.id, filled: false };
          entry.filled = entry.filled || filled(field);
          groups.set(key, entry);
        });
        const entries = [...groups.values()];
        this.total = entries.length;
        this.missing = entries.filter((entry) => !entry.filled);
        QT.findAll("[data-group]", this.$root).forEach((group) => {
          const open = QT.findAll("[data-required]", group).some((field) => this.missing.some((entry) => entry.key === (field.dataset.requiredGroup || field.name)));
          group.classList.toggle("is-complete", !open);
        });
      },
      isComplete() {
        return this.missing.length === 0;
      },
      isOpen() {
        return this.missing.length > 0;
      },
      done() {
        return this.total - this.missing.length;
      },
      width() {
        return this.total ? Math.round((this.done() / this.total) * 100) : 100;
      },
      go(entry) {
        const field = document.getElementById(entry.target);
        if (!field) return;
        const more = field.closest("details");
        if (more) more.open = true;
        field.scrollIntoView({ block: "center" });
        field.focus({ preventScroll: true });
      },
    }));
  });

  function filled(field) {
    if (field.type === "checkbox" || field.type === "radio") return field.checked;
    return Boolean(field.value.trim());
  }

  /* <template data-row> holds one row; [data-add-row] appends a copy to the list it names. */
  QT.on("click", "[data-add-row]", (event, button) => {
    const list = QT.find(button.dataset.addRow);
    const copy = QT.find("template[data-row]", list).content.firstElementChild.cloneNode(true);
    const number = Date.now().toString(36);
    QT.findAll("[id]", copy).forEach((each) => {
      each.id += "-" + number;
    });
    QT.findAll("label[for]", copy).forEach((each) => {
      each.htmlFor += "-" + number;
    });
    list.append(copy);
    const first = QT.find("input, select, textarea", copy);
    if (first) first.focus();
  });

  QT.on("click", "[data-remove-row]", (event, button) => {
    const form = button.closest("form");
    button.closest("[data-row-item]").remove();
    form.dispatchEvent(new Event("input", { bubbles: true }));
  });

  /* Some fields belong to some channels or kinds only: data-when="channel=h12315 regulator". */
  function reveal(form) {
    QT.findAll("[data-when]", form).forEach((box) => {
      const [name, values] = box.dataset.when.split("=");
      const field = form.elements[name];
      const value = field ? field.value : "";
      box.hidden = !values.split(" ").includes(value);
    });
  }

  QT.on("change", "form", (event, form) => reveal(form));
  QT.mount((scope) => QT.findAll("form", scope).forEach(reveal));
})(window.QT);
