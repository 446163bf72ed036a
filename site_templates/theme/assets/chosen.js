/* The colours and the size of text that a reader chose, before anything is drawn: later, all that stands below would move. */
(function () {
  "use strict";
  var root = document.documentElement;
  var device = window.matchMedia("(prefers-color-scheme: dark)");
  var usual = { scheme: "auto", size: "normal" };
  var options = { scheme: ["light", "dark", "contrast"], size: ["large", "huge"] };
  var chosen = {};

  /* Storage is refused in some private windows: then a choice lasts for the page. */
  function remembered(name) {
    try { return localStorage.getItem("sunlit." + name); } catch (refused) { return null; }
  }
  function remember(name, value) {
    try { localStorage.setItem("sunlit." + name, value); } catch (refused) { return; }
  }
  function show() {
    root.setAttribute("data-sl-scheme", chosen.scheme === "auto" ? (device.matches ? "dark" : "light") : chosen.scheme);
    if (chosen.size === "normal") root.removeAttribute("data-sl-size");
    else root.setAttribute("data-sl-size", chosen.size);
  }
  function take(name, value) {
    chosen[name] = options[name].indexOf(value) < 0 ? usual[name] : value;
  }

  window.sunlitChosen = {
    get: function (name) { return chosen[name]; },
    set: function (name, value) { take(name, value); remember(name, chosen[name]); show(); }
  };
  take("scheme", remembered("scheme"));
  take("size", remembered("size"));
  root.classList.replace("no-js", "js");
  show();
  /* A page brings no rules for these along: it waits for the style sheet, which is kept since the reader chose. */
  var sheet = document.querySelector('link[rel="preload"][as="style"]');
  if (sheet && (chosen.scheme === "contrast" || chosen.size !== "normal")) {
    document.write(sheet.outerHTML.replace("preload", "stylesheet"));
  }
  device.addEventListener("change", show);
})();
