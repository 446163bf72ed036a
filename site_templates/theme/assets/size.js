/* The size of text that a reader chose, before anything is drawn: later, all that stands below would move. */
(function () {
  try {
    var size = localStorage.getItem("sunlit.size");
    if (size === "large" || size === "huge") document.documentElement.setAttribute("data-sl-size", size);
  } catch (refused) { /* nothing is remembered here */ }
})();
