/* Starts the search: the box on every page, and the page of results. Written so that old browsers understand it. The
   box is a form that works without this file; here are the key that leads to it, the button that opens it on a phone,
   and the moment at which the search itself (all.js) is fetched: when somebody goes to the field, and not before. */
(function () {
  "use strict";
  var KEY = "sunlit.slash";
  var field = document.getElementById("sl-q");
  var form = document.querySelector("[data-sl-box]");
  var opener = document.querySelector("[data-sl-find]");
  var place = document.querySelector("[data-sl-search]");
  var here = document.currentScript.src;
  if (!field) return;

  /* ---- the key "/", which a reader may switch off ---- */
  function isOn() {
    try { return localStorage.getItem(KEY) !== "off"; } catch (refused) { return true; }
  }
  function remember(choice) {
    try { localStorage.setItem(KEY, choice); } catch (refused) { return; }
  }
  function isWritten(element) {
    return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
  }
  function offerKey() {
    Array.prototype.forEach.call(document.querySelectorAll("input[name='sl-slash']"), function (choice) {
      choice.checked = (choice.value === "on") === isOn();
      choice.addEventListener("change", function () { remember(choice.value); });
    });
    document.addEventListener("keydown", function (event) {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (event.defaultPrevented || isWritten(event.target) || !isOn()) return;
      event.preventDefault();
      open(true);
      field.focus();
      field.select();
    });
  }

  /* ---- on a phone the box is folded away, and the link to the search page becomes the button that opens it ---- */
  function open(on) {
    if (!form || !opener) return;
    form.classList.toggle("is-open", on);
    opener.setAttribute("aria-expanded", String(on));
  }
  function offerOpening() {
    var button = document.createElement("button");
    button.type = "button";
    button.className = opener.className;
    button.setAttribute("aria-controls", form.id);
    while (opener.firstChild) button.appendChild(opener.firstChild);
    opener.parentNode.replaceChild(button, opener);
    opener = button;
    open(false);
    button.addEventListener("click", function () {
      open(button.getAttribute("aria-expanded") !== "true");
      if (button.getAttribute("aria-expanded") === "true") field.focus();
    });
  }

  /* ---- the search itself: what it is written in, and what unpacks its index, is not in every browser ---- */
  function isAble() {
    return "noModule" in document.createElement("script") && "DecompressionStream" in window;
  }
  function fetchSearch() {
    var script = document.createElement("script");
    script.type = "module";
    script.src = here.replace("start.js", "all.js");
    document.head.appendChild(script);
    return script;
  }
  /* Asked for together with the script, which will ask for it first of all. */
  function fetchIndex() {
    var link = document.createElement("link");
    link.rel = "preload";
    link.as = "fetch";
    link.crossOrigin = "anonymous";
    link.href = here.replace("assets/search/start.js", "search/index/boot.bin");
    document.head.appendChild(link);
  }

  /* ---- suggestions, but not for a reader who saves data ---- */
  function wantsLittle() { return Boolean(navigator.connection && navigator.connection.saveData); }
  function offerSuggestions() {
    if (!isAble() || location.protocol === "file:" || wantsLittle()) return;
    field.addEventListener("focus", fetchOnce);
    if (document.activeElement === field) fetchOnce();
  }
  function fetchOnce() {
    field.removeEventListener("focus", fetchOnce);
    fetchSearch();
  }

  /* ---- the page of results, or why it cannot be searched here ---- */
  function show(name, on) { place.querySelector("[data-sl-" + name + "]").hidden = !on; }
  function giveUp(reason) {
    show("busy", false);
    show(reason, true);
    show("lists", true);
  }
  /* A script that a page did not get it asks for again only when it is loaded anew. */
  function fail() {
    show("version", false);
    giveUp("failed");
    place.querySelector("[data-sl-retry]").onclick = function () { location.reload(); };
  }
  function startPage() {
    if (location.protocol === "file:") return giveUp("disk");
    if (!isAble()) return giveUp("old");
    show("busy", true);
    var script = fetchSearch();
    fetchIndex();
    script.onerror = fail;
    /* A browser that does not understand all of the script loads it and does not run it. */
    script.onload = function () { if (!place.hasAttribute("data-started")) giveUp("old"); };
  }

  offerKey();
  if (place) startPage();
  if (!form) return;
  if (opener) offerOpening();
  offerSuggestions();
})();
