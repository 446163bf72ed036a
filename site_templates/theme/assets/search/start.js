/* Starts the search page, or says why it cannot be searched here. Written so that old browsers understand it. */
(function () {
  "use strict";
  var place = document.querySelector("[data-sl-search]");
  var folder = document.currentScript.src.replace(/[^/]*$/, "");
  var page = document.createElement("script");
  /* What page.js imports, and what that imports; a test holds the list to the files. */
  var MODULES = [
    "address", "candidates", "drawing", "engine", "facets", "folding", "labels", "matching", "opening", "pages",
    "panel", "postings", "query", "ranking", "segment", "store", "verifying"
  ];

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
  /* Each file names those it needs, so that they would come one after the other: asked for together they are sooner. */
  function askTogether() {
    MODULES.forEach(function (name) {
      var link = document.createElement("link");
      link.rel = "modulepreload";
      link.href = folder + name + ".js";
      document.head.appendChild(link);
    });
  }

  if (location.protocol === "file:") return giveUp("disk");
  /* What the scripts are written in, and what unpacks the index. */
  if (!("noModule" in page && "DecompressionStream" in window)) return giveUp("old");
  show("busy");
  askTogether();
  page.type = "module";
  page.src = folder + "page.js";
  page.onerror = fail;
  /* A browser that knows modules but not all of their language loads the file and does not run it. */
  page.onload = function () { if (!place.hasAttribute("data-started")) giveUp("old"); };
  document.head.appendChild(page);
})();
