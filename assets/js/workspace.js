/* Workspace: the composer (reply and note are two forms), scripts with their blanks, mentions, renewing after an act. */
(function (QT) {
  "use strict";

  document.addEventListener("alpine:init", () => {
    window.Alpine.data("qtComposer", () => ({
      kind: "reply",

      init() {
        this.kind = this.$root.dataset.kind || "reply";
        this.$root.addEventListener("qt-compose", (event) => this.write(event.detail.kind, event.detail.text));
      },
      isReply() {
        return this.kind === "reply";
      },
      isNote() {
        return this.kind === "note";
      },
      look() {
        return this.isNote() ? "is-note" : "";
      },
      field() {
        return QT.find('textarea[data-typing="' + this.kind + '"]', this.$root);
      },
      choose(kind) {
        this.kind = kind;
        this.$nextTick(() => this.field().focus());
      },
      write(kind, text) {
        this.kind = kind;
        this.$nextTick(() => {
          const field = this.field();
          field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
          field.dispatchEvent(new Event("input", { bubbles: true }));
          field.focus();
          blank(field);
        });
      },
    }));
  });

  /* Blanks the server could not fill are written as 【…】: the first one is selected, and none may be sent. */
  const BLANK = /【[^【】]{1,20}】/;

  function blank(field) {
    const match = BLANK.exec(field.value);
    if (match) field.setSelectionRange(match.index, match.index + match[0].length);
    return Boolean(match);
  }

  QT.on("click", "[data-insert-script]", (event, button) => {
    const text = QT.find("[data-script-text]", button.closest(".qt-script")).textContent.trim();
    const composer = QT.find("#qt-composer");
    if (composer) composer.dispatchEvent(new CustomEvent("qt-compose", { detail: { kind: "reply", text } }));
  });

  QT.actions.scripts = () => {
    const tab = QT.chooseTab("scripts");
    if (tab) tab.scrollIntoView({ block: "nearest" });
    const field = QT.find("#qt-script-search");
    if (field) field.focus();
  };

  document.addEventListener("htmx:confirm", (event) => {
    const form = event.detail.elt;
    if (!form.matches("form[data-send=reply]")) return;
    const field = QT.find("textarea", form);
    if (blank(field)) {
      event.preventDefault();
      field.focus();
    }
  });

  /* What the sender had seen: the server refuses (409) and shows the newer thing when more has arrived. */
  document.addEventListener("htmx:configRequest", (event) => {
    if (!event.detail.elt.matches("form[data-send]")) return;
    const place = QT.find("[data-complaint-no]");
    if (place) event.detail.parameters.seen = place.dataset.latest || "";
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt;
    if (!form.matches("form[data-send]") || !event.detail.successful || event.detail.xhr.status >= 300) return;
    form.reset();
    QT.findAll("textarea", form).forEach((field) => {
      field.value = "";
    });
    const key = QT.find("input[name=request_key]", form);
    if (key) key.value = freshKey();
  });

  /* crypto.randomUUID exists on https and localhost only; the numbers behind it exist everywhere. */
  function freshKey() {
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /* An act that was finished in a dialog (after a warning) empties the composer it was begun in. */
  document.addEventListener("qt-sent", (event) => {
    const kinds = { respond: "reply", note: "note" };
    const kind = kinds[event.detail.act];
    const form = kind && QT.find('form[data-send="' + kind + '"]');
    if (!form) return;
    QT.findAll("textarea", form).forEach((field) => {
      field.value = "";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  });

  /* / at the start of an empty reply opens the scripts, as the placeholder says. */
  QT.on("keydown", "textarea[data-typing=reply]", (event, field) => {
    if (event.key === "/" && !field.value && !QT.composing(event)) {
      event.preventDefault();
      QT.actions.scripts();
    }
  });

  /* @mention in notes: the people stand in <datalist id="qt-people"> as value=name, data-pinyin, data-username. */
  let chosen = 0;

  function names(query) {
    const words = query.toLowerCase();
    return QT.findAll("#qt-people option")
      .filter((each) => !words || (each.value + " " + (each.dataset.pinyin || "")).toLowerCase().includes(words))
      .slice(0, 8);
  }

  function asked(field) {
    const before = field.value.slice(0, field.selectionStart);
    const match = /(?:^|\s|[^\w])@([^\s@]{0,12})$/.exec(before);
    return match ? match[1] : null;
  }

  function closeNames(field) {
    const list = QT.find("#qt-mentions");
    if (list) list.hidden = true;
    field.removeAttribute("aria-activedescendant");
  }

  function showNames(field) {
    const query = asked(field);
    const list = QT.find("#qt-mentions");
    const found = query === null || !list ? [] : names(query);
    if (!found.length) return list && closeNames(field);
    chosen = Math.min(chosen, found.length - 1);
    list.replaceChildren(
      ...found.map((each, index) => {
        const row = QT.element("li", { role: "option", id: "qt-mention-" + index, "aria-selected": String(index === chosen) }, each.value);
        row.addEventListener("mousedown", (event) => {
          event.preventDefault();
          mention(field, each.value);
        });
        return row;
      }),
    );
    list.hidden = false;
    field.setAttribute("aria-activedescendant", "qt-mention-" + chosen);
    return undefined;
  }

  function mention(field, name) {
    const end = field.selectionStart;
    const start = field.value.lastIndexOf("@", end - 1);
    field.setRangeText("@" + name + " ", start, end, "end");
    closeNames(field);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  QT.on("input", "textarea[data-mentions]", (event, field) => {
    chosen = 0;
    showNames(field);
  });
  QT.on("focusout", "textarea[data-mentions]", (event, field) => closeNames(field));
  QT.on("keydown", "textarea[data-mentions]", (event, field) => {
    const list = QT.find("#qt-mentions");
    if (!list || list.hidden || QT.composing(event)) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      chosen = (chosen + step + list.children.length) % list.children.length;
      showNames(field);
    } else if (event.key === "Enter" || event.key === "Tab") {
      event.preventDefault();
      mention(field, list.children[chosen].textContent);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      closeNames(field);
    }
  });
})(window.QT);
