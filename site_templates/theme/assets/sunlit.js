/* Reading aids and printing. Every page reads the same without this file. */
(function () {
  "use strict";
  var KEY = "sunlit.size";
  var root = document.documentElement;

  function each(selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), act);
  }

  /* Storage is refused in some private windows: then the choice lasts for the page. */
  function remembered() {
    try { return localStorage.getItem(KEY) || "normal"; } catch (refused) { return "normal"; }
  }
  function remember(size) {
    try { localStorage.setItem(KEY, size); } catch (refused) { return; }
  }
  function resize(size) {
    if (size === "large" || size === "huge") root.setAttribute("data-sl-size", size);
    else root.removeAttribute("data-sl-size");
  }

  /* The theme applies the stored colours (or the first choice) without showing which they are. */
  function markColours() {
    var stored = window.__md_get && window.__md_get("__palette");
    var choices = document.querySelectorAll("input[name='__palette']");
    var current = choices[stored ? stored.index : 0];
    if (current) current.checked = true;
  }

  function offerSizes() {
    var size = remembered();
    resize(size);
    each("input[name='sl-size']", function (choice) {
      choice.checked = choice.value === size;
      choice.addEventListener("change", function () { remember(choice.value); resize(choice.value); });
    });
  }

  function closeAids(except) {
    each(".sl-aid[open]", function (aid) { if (!aid.contains(except)) aid.open = false; });
  }
  function offerClosing() {
    document.addEventListener("click", function (event) { closeAids(event.target); });
    document.addEventListener("keydown", function (event) {
      var aid = document.querySelector(".sl-aid[open]");
      if (event.key !== "Escape" || !aid) return;
      aid.open = false;
      aid.querySelector("summary").focus();
    });
  }

  /* On a phone the strip of tabs scrolls: the current one is brought into sight. */
  function showCurrentTab() {
    var strip = document.querySelector(".md-tabs__list");
    var current = strip && strip.querySelector("[aria-current]");
    if (current) strip.scrollLeft = current.offsetLeft + current.offsetWidth / 2 - strip.clientWidth / 2;
  }

  function offerPrinting() {
    each("[data-sl-print]", function (button) {
      button.hidden = false;
      button.addEventListener("click", function () { window.print(); });
    });
  }

  /* A tree of nested parts: open them all, or leave only the branches that hold something late. */
  function offerTreeButtons() {
    each("[data-sl-open]", function (button) {
      var tree = document.getElementById(button.getAttribute("data-sl-open"));
      if (!tree || !tree.querySelector("details")) return;
      button.hidden = false;
      button.addEventListener("click", function () { unfold(tree); });
    });
    each("[data-sl-late]", function (button) {
      var tree = document.getElementById(button.getAttribute("data-sl-late"));
      if (!tree) return;
      button.hidden = false;
      button.addEventListener("click", function () { showOnlyLate(tree, button); });
    });
  }
  function unfold(tree) {
    Array.prototype.forEach.call(tree.querySelectorAll("details"), function (part) { part.open = true; });
  }
  function showOnlyLate(tree, button) {
    var on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    Array.prototype.forEach.call(tree.querySelectorAll("li"), function (branch) {
      branch.hidden = on && !branch.querySelector(".is-late");
    });
    if (on) unfold(tree);
  }

  /* Paper cannot unfold: what is folded is opened for printing and closed again. */
  function unfoldForPrint() {
    var folded = [];
    window.addEventListener("beforeprint", function () {
      each("details:not([open]):not(.sl-aid)", function (part) { folded.push(part); part.open = true; });
    });
    window.addEventListener("afterprint", function () {
      folded.forEach(function (part) { part.open = false; });
      folded = [];
    });
  }

  markColours();
  offerSizes();
  offerClosing();
  offerPrinting();
  offerTreeButtons();
  showCurrentTab();
  unfoldForPrint();
})();
