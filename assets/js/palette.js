/* Palette: Ctrl K. Commands are the page's own links and buttons with data-command; data-pinyin lets 分派 be typed as fenpai or fp. */
(function (QT) {
  "use strict";

  const LIMIT = 9;

  function collect() {
    return QT.findAll("[data-command]").map((element) => ({
      text: element.dataset.command,
      hint: element.dataset.keys || "",
      match: (element.dataset.command + " " + (element.dataset.pinyin || "")).toLowerCase(),
      run: () => (element.tagName === "A" && element.href ? (location.href = element.href) : element.click()),
    }));
  }

  document.addEventListener("alpine:init", () => {
    window.Alpine.data("qtPalette", () => ({
      query: "",
      index: 0,
      commands: [],
      found: [],
      asked: null,

      init() {
        document.addEventListener("qt-palette", () => this.toggle());
        this.ask = QT.debounce(180, () => this.search());
      },
      toggle() {
        if (this.$root.open) return this.$root.close();
        this.commands = collect();
        this.query = "";
        this.found = [];
        this.index = 0;
        QT.openDialog(this.$root);
        this.$refs.query.focus();
      },
      items() {
        const words = this.query.trim().toLowerCase();
        const own = this.commands.filter((each) => !words || words.split(/\s+/).every((word) => each.match.includes(word)));
        if (!words) return own.slice(0, LIMIT);
        return [...this.numbers(words), ...this.found, ...own.slice(0, LIMIT - 1), ...this.fallback()].slice(0, LIMIT + 3);
      },
      numbers(words) {
        const address = this.$root.dataset.complaint;
        if (!address || !/^ts\d{7,}$/.test(words)) return [];
        const number = words.toUpperCase();
        return [{ text: QT.text("open_number", { number }), hint: "", run: () => (location.href = address.replace("TS0", number)) }];
      },
      fallback() {
        const address = this.$root.dataset.queue;
        const words = this.query.trim();
        if (!address || !words) return [];
        return [{ text: QT.text("search_for", { words }), hint: "", run: () => (location.href = address + "?q=" + encodeURIComponent(words)) }];
      },
      typed(event) {
        this.index = 0;
        if (!event.isComposing) this.ask();
      },
      async search() {
        const address = this.$root.dataset.search;
        const words = this.query.trim();
        this.found = [];
        if (!address || words.length < 2) return;
        if (this.asked) this.asked.abort();
        this.asked = new AbortController();
        try {
          const answer = await fetch(address + "?q=" + encodeURIComponent(words), { signal: this.asked.signal, headers: { Accept: "application/json" } });
          if (!answer.ok || QT.sessionEnded(answer)) return;
          const data = await answer.json();
          this.found = (data.items || []).slice(0, 6).map((each) => ({ text: each.text, hint: each.hint || "", run: () => (location.href = each.url) }));
        } catch {
          this.found = [];
        }
      },
      count() {
        return this.items().length;
      },
      active() {
        return "qt-palette-" + this.index;
      },
      run(item) {
        this.$root.close();
        item.run();
      },
      key(event) {
        if (QT.composing(event)) return;
        const size = this.count();
        if (event.key === "ArrowDown" || event.key === "ArrowUp") {
          event.preventDefault();
          this.index = size ? (this.index + (event.key === "ArrowDown" ? 1 : size - 1)) % size : 0;
          this.$nextTick(() => {
            const row = document.getElementById(this.active());
            if (row) row.scrollIntoView({ block: "nearest" });
          });
        } else if (event.key === "Enter") {
          event.preventDefault();
          const item = this.items()[this.index];
          if (item) this.run(item);
        }
      },
    }));
  });
})(window.QT);
