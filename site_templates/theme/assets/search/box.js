/* The search box on every page. It is a form that works without this file; here are the key that leads to it, the
   button that opens it on a phone, and the moment at which the suggestions (suggest.js) are fetched: when somebody
   goes to the field, and not before. On the search page itself the key leads to that page's field. */
(function () {
  "use strict";
  var KEY = "sunlit.slash";
  var field = document.getElementById("sl-q");
  var form = document.querySelector("[data-sl-box]");
  var opener = document.querySelector("[data-sl-find]");
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

  /* ---- suggestions, for browsers that know modules and can unpack the index; a reader who saves data gets none ---- */
  function wantsLittle() { return Boolean(navigator.connection && navigator.connection.saveData); }
  function offerSuggestions() {
    var script = document.createElement("script");
    if (!("noModule" in script && "DecompressionStream" in window) || location.protocol === "file:" || wantsLittle()) return;
    field.addEventListener("focus", fetchOnce);
    if (document.activeElement === field) fetchOnce();

    function fetchOnce() {
      field.removeEventListener("focus", fetchOnce);
      script.type = "module";
      script.src = here.replace("box.js", "suggest.js");
      document.head.appendChild(script);
    }
  }

  offerKey();
  if (!form) return;
  if (opener) offerOpening();
  offerSuggestions();
})();
