/* Drafts: what is written is kept on the server, and on this computer while the server cannot be reached. */
(function (QT) {
  "use strict";

  /* A draft is one textarea with data-autosave-url, or a whole form with it. */
  const states = new WeakMap();
  const live = new Set();

  const place = (owner) => "qt-draft:" + (document.body.dataset.user || "") + ":" + (owner.dataset.draftKey || owner.dataset.autosaveUrl);
  const clock = () => new Date().toTimeString().slice(0, 5);

  function content(owner) {
    if (owner.tagName !== "FORM") return { text: owner.value };
    const data = {};
    for (const field of owner.elements) {
      if (!field.name || field.type === "hidden" || field.type === "file" || field.type === "password" || field.dataset.noDraft !== undefined) continue;
      if ((field.type === "checkbox" || field.type === "radio") && !field.checked) continue;
      if (field.tagName === "BUTTON") continue;
      (data[field.name] = data[field.name] || []).push(field.value);
    }
    return data;
  }

  function body(data) {
    const form = new URLSearchParams();
    for (const [name, value] of Object.entries(data)) [].concat(value).forEach((each) => form.append(name, each));
    return form;
  }

  function status(owner, text) {
    const line = QT.find("[data-draft-status]", owner.closest("form") || owner.parentElement) || (owner.tagName === "FORM" && QT.find("main [data-draft-status]"));
    if (line) line.textContent = text;
  }

  async function save(owner) {
    const state = states.get(owner);
    if (state.busy) {
      state.later();
      return;
    }
    const data = content(owner);
    state.busy = true;
    status(owner, QT.text("draft_saving"));
    try {
      const answer = await QT.post(owner.dataset.autosaveUrl, body(data));
      if (JSON.stringify(content(owner)) === JSON.stringify(data)) state.dirty = false;
      QT.store.remove(place(owner));
      status(owner, QT.text("draft_saved", { time: (answer && answer.saved_at) || clock() }));
    } catch (problem) {
      status(owner, QT.text("draft_local"));
      if (problem.status === 401 && !state.told) {
        state.told = true;
        QT.say(problem);
      }
    } finally {
      state.busy = false;
    }
  }

  function touched(owner) {
    const state = states.get(owner);
    if (!state) return;
    state.dirty = true;
    QT.store.set(place(owner), { at: clock(), data: content(owner) });
    state.later();
  }

  function fill(owner, data) {
    if (owner.tagName !== "FORM") {
      owner.value = data.text;
    } else {
      for (const field of owner.elements) {
        if (!field.name || !(field.name in data)) continue;
        const values = [].concat(data[field.name]);
        if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
        else if (field.type !== "hidden" && field.type !== "file") field.value = values[0];
      }
    }
    owner.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function offer(owner) {
    const kept = QT.store.get(place(owner));
    if (!kept || !kept.data || JSON.stringify(kept.data) === JSON.stringify(content(owner))) return;
    const restore = QT.element("button", { type: "button", class: "qt-text-button" }, QT.text("draft_restore"));
    const drop = QT.element("button", { type: "button", class: "qt-text-button" }, QT.text("draft_drop"));
    const words = QT.element("span", {}, QT.text("draft_found", { time: kept.at }));
    const banner = QT.element("div", { class: "qt-notice is-orange", role: "status" }, QT.icon("history"), words, restore, drop);
    restore.addEventListener("click", () => {
      fill(owner, kept.data);
      banner.remove();
    });
    drop.addEventListener("click", () => {
      QT.store.remove(place(owner));
      banner.remove();
    });
    owner.tagName === "FORM" ? owner.prepend(banner) : owner.before(banner);
  }

  QT.mount((scope) => {
    const owners = QT.findAll("[data-autosave-url]", scope);
    if (scope.matches && scope.matches("[data-autosave-url]")) owners.push(scope);
    owners.forEach((owner) => {
      if (states.has(owner)) return;
      states.set(owner, { dirty: false, busy: false, told: false, later: QT.debounce(1500, () => save(owner)) });
      live.add(owner);
      offer(owner);
      owner.addEventListener("input", () => touched(owner));
      owner.addEventListener("change", () => touched(owner));
    });
  });

  /* Sent: nothing is left to keep. */
  function settle(form) {
    for (const owner of live) {
      if (owner !== form && owner.form !== form) continue;
      const state = states.get(owner);
      state.later.cancel();
      state.dirty = false;
      QT.store.remove(place(owner));
      status(owner, "");
    }
  }

  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt;
    if (form.tagName === "FORM" && event.detail.successful && event.detail.xhr.status < 300) settle(form);
  });

  /* A plain form leaves the page: the copy on this computer stays until the server has the text, the question does not. */
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.hasAttribute("hx-post")) return;
    for (const owner of live) {
      if (owner === event.target || owner.form === event.target) {
        states.get(owner).later.cancel();
        states.get(owner).dirty = false;
      }
    }
  });

  window.addEventListener("beforeunload", (event) => {
    for (const owner of live) {
      if (!owner.isConnected) live.delete(owner);
      else if (states.get(owner).dirty) event.preventDefault();
    }
  });
})(window.QT);
