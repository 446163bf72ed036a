/* Starts the search page, or says why it cannot be searched here. Written so that old browsers understand it. */
(function () {
  "use strict";
  var place = document.querySelector("[data-sl-search]");
  var folder = document.currentScript.src.replace(/[^/]*$/, "");
  var page = document.createElement("script");

  function show(name) { place.querySelector("[data-sl-" + name + "]").hidden = false; }
  function hide(name) { place.querySelector("[data-sl-" + name + "]").hidden = true; }
  function giveUp(reason) {
    hide("busy");
    show(reason);
    show("lists");
  }
  /* What a page did not get it asks for once more only when it is loaded again. */
  function fail() {
    hide("version");
    giveUp("failed");
    place.querySelector("[data-sl-retry]").onclick = function () { location.reload(); };
  }

  if (location.protocol === "file:") return giveUp("disk");
  if (!("noModule" in page)) return giveUp("old");
  show("busy");
  page.type = "module";
  page.src = folder + "page.js";
  page.onerror = fail;
  /* A browser that knows modules but not all of their language loads the file and does not run it. */
  page.onload = function () { if (!place.hasAttribute("data-started")) giveUp("old"); };
  document.head.appendChild(page);
})();
