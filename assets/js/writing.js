/* Writing: judging words are marked while typing; hints (duplicates, what is missing) are asked for when the hand rests. */
(function (QT) {
  "use strict";

  /* data-words-url answers {words: [{start, end, text, suggestion}]}, offsets in code points of the text sent. */
  const waiting = new WeakMap();

  async function judge(field) {
    const text = field.value;
    if (!text.trim()) return show(field, []);
    try {
      const answer = await QT.post(field.dataset.wordsUrl, new URLSearchParams({ text }));
      if (field.value === text) show(field, (answer && answer.words) || []);
    } catch {
      show(field, []);
    }
    return undefined;
  }

  function show(field, words) {
    const box = field.closest(".qt-field");
    const layer = QT.find(".qt-mark-layer", box);
    const list = QT.find(".qt-words", box);
    const points = Array.from(field.value);
    let at = 0;
    layer.replaceChildren();
    list.replaceChildren();
    [...words].sort((one, two) => one.start - two.start).forEach((word) => {
      if (word.start < at) return;
      layer.append(points.slice(at, word.start).join(""), QT.element("mark", {}, points.slice(word.start, word.end).join("")));
      at = word.end;
      list.append(advice(field, word));
    });
    layer.append(points.slice(at).join("") + "\n");
    layer.scrollTop = field.scrollTop;
  }

  function advice(field, word) {
    const row = QT.element("li", { class: "qt-notice is-orange" }, QT.element("span", {}, QT.text("word_found", { words: word.text })));
    if (word.suggestion) {
      const button = QT.element("button", { type: "button", class: "qt-text-button" }, QT.text("word_replace", { words: word.suggestion }));
      button.addEventListener("click", () => {
        const points = Array.from(field.value);
        points.splice(word.start, word.end - word.start, word.suggestion);
        field.value = points.join("");
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.focus();
      });
      row.append(button);
    }
    return row;
  }

  QT.on("input", "[data-words-url]", (event, field) => {
    show(field, []);
    if (event.isComposing) return;
    if (!waiting.has(field)) waiting.set(field, QT.debounce(500, () => judge(field)));
    waiting.get(field)();
  });
  QT.on("compositionend", "[data-words-url]", (event, field) => field.dispatchEvent(new Event("input", { bubbles: true })));
  document.addEventListener(
    "scroll",
    (event) => {
      const field = event.target;
      if (field.matches && field.matches("[data-words-url]")) QT.find(".qt-mark-layer", field.parentElement).scrollTop = field.scrollTop;
    },
    true,
  );
  QT.mount((scope) => QT.findAll("[data-words-url]", scope).forEach((field) => field.value && judge(field)));

  /* Fields with data-hint-source make the element #id in data-hints ask the server again: it listens to qt-hints. */
  const hint = QT.debounce(600, (selector) => window.htmx.trigger(selector, "qt-hints"));
  const ask = (event, field) => {
    const form = field.closest("form[data-hints]");
    if (form && !event.isComposing) hint(form.dataset.hints);
  };
  QT.on("input", "[data-hint-source]", ask);
  QT.on("change", "[data-hint-source]", ask);
  QT.on("compositionend", "[data-hint-source]", ask);
})(window.QT);
