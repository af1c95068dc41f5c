/* Core: one namespace, delegation, requests. Plain scripts without modules; every file adds to window.QT. */
(function () {
  "use strict";

  const QT = (window.QT = {});

  /* htmx runs before this file and starts after it. No eval; a refused request may bring a dialog (409, 422) or nothing. */
  if (window.htmx) {
    Object.assign(window.htmx.config, {
      allowEval: false,
      includeIndicatorStyles: false,
      selfRequestsOnly: true,
      historyCacheSize: 0,
      refreshOnHistoryMiss: true,
      attributesToSettle: ["class", "width", "height"],
      responseHandling: [
        { code: "204", swap: false },
        { code: "[23]..", swap: true },
        { code: "409", swap: true },
        { code: "422", swap: true },
        { code: "[45]..", swap: false, error: true },
      ],
    });
  }

  QT.language = document.documentElement.lang.startsWith("en") ? "en" : "zh";
  QT.find = (selector, scope) => (scope || document).querySelector(selector);
  QT.findAll = (selector, scope) => Array.from((scope || document).querySelectorAll(selector));
  QT.now = () => Math.floor(Date.now() / 1000);

  QT.text = function (key, values) {
    let text = (QT.texts[QT.language] || {})[key] || key;
    for (const [name, value] of Object.entries(values || {})) text = text.replaceAll("{" + name + "}", value);
    return text;
  };

  /* A Chinese input method sends keys of its own while a word is being chosen: they are not for us. */
  QT.composing = (event) => event.isComposing || event.keyCode === 229;
  QT.typing = function (event) {
    const target = event.target;
    if (QT.composing(event)) return true;
    if (!target || !target.closest) return false;
    return Boolean(target.closest("textarea, select, [contenteditable=true], input:not([type=checkbox]):not([type=radio])"));
  };

  QT.visible = (element) => Boolean(element && element.getClientRects().length);

  QT.debounce = function (wait, action) {
    let timer = 0;
    const later = (...values) => {
      clearTimeout(timer);
      timer = setTimeout(action, wait, ...values);
    };
    later.cancel = () => clearTimeout(timer);
    return later;
  };

  /* localStorage may be full, or refused by the browser: nothing here may depend on it. */
  QT.store = {
    get(name) {
      try {
        return JSON.parse(localStorage.getItem(name));
      } catch {
        return null;
      }
    },
    set(name, value) {
      try {
        localStorage.setItem(name, JSON.stringify(value));
        return true;
      } catch {
        return false;
      }
    },
    remove(name) {
      try {
        localStorage.removeItem(name);
      } catch {
        /* nothing to remove */
      }
    },
    clear(prefix) {
      try {
        Object.keys(localStorage).filter((name) => name.startsWith(prefix)).forEach((name) => localStorage.removeItem(name));
      } catch {
        /* nothing to clear */
      }
    },
  };

  /* One listener on the document serves elements that htmx brings later. */
  QT.on = function (type, selector, action) {
    document.addEventListener(type, (event) => {
      const match = event.target && event.target.closest && event.target.closest(selector);
      if (match) action(event, match);
    });
  };

  QT.ready = function (action) {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", action);
    else action();
  };

  /* Runs on the page and on every part htmx puts into it. */
  QT.mount = function (action) {
    QT.ready(() => action(document));
    document.addEventListener("htmx:load", (event) => {
      if (event.target !== document.body) action(event.target);
    });
  };

  QT.token = function () {
    try {
      return JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";
    } catch {
      return "";
    }
  };

  /* The sentence in a refusal: problem+json's detail, or the messages of an errors list. */
  QT.detail = function (text) {
    try {
      const data = JSON.parse(text);
      return data.detail || (data.errors || []).map((each) => each.message).join(" ");
    } catch {
      return "";
    }
  };

  QT.sessionEnded = (response) => response.status === 401 || (response.redirected && /\/login(\?|$)/.test(response.url));

  /* POST a form; resolves to parsed JSON or null. Rejects with {status, detail}; a session that ended is status 401. */
  QT.post = async function (url, body, options) {
    const response = await fetch(url, {
      method: "POST",
      body,
      headers: { "X-CSRFToken": QT.token(), Accept: "application/json" },
      credentials: "same-origin",
      ...options,
    });
    if (QT.sessionEnded(response)) throw { status: 401, detail: "" };
    const text = await response.text();
    if (!response.ok) throw { status: response.status, detail: QT.detail(text) };
    const type = response.headers.get("Content-Type") || "";
    return type.includes("json") ? JSON.parse(text) : null;
  };

  QT.element = function (tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  };

  QT.icon = function (name) {
    const space = "http://www.w3.org/2000/svg";
    const picture = document.createElementNS(space, "svg");
    const use = document.createElementNS(space, "use");
    picture.setAttribute("class", "qt-icon is-small");
    picture.setAttribute("aria-hidden", "true");
    use.setAttribute("href", document.body.dataset.icons + "#" + name);
    picture.append(use);
    return picture;
  };
})();
