/* Filters and sorting of a listing. Every record is reached without this file: by the pages of the list and of its
   groups. The rows are fetched when a reader first filters, and drawn as rows.html draws them. */
(function () {
  "use strict";
  var SVG = "http://www.w3.org/2000/svg";
  var place = document.querySelector("[data-sl-rows]");
  if (!place) return;
  var facets = Array.prototype.map.call(place.querySelectorAll("[data-sl-facet]"), function (box) {
    return { key: box.getAttribute("data-sl-facet"), box: box, inputs: {}, values: [] };
  });
  var panel = place.querySelector(".sl-facets");
  var sort = place.querySelector("#sl-sort");
  var count = part("count");
  var all = count.textContent;
  var firstLink = part("all").querySelector("h2 a");
  var asked = null;
  var data = null;
  var chosen = {};
  var order = "";
  var shown = 0;

  function part(name) { return place.querySelector("[data-sl-" + name + "]"); }
  function words(element) { return element.getAttribute("data-words"); }
  function each(list, act) { Array.prototype.forEach.call(list, act); }
  function make(name, className, text) {
    var element = document.createElement(name);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  /* ---- the address: what is chosen, in the order of the page, so that the same choice has one address ---- */
  function readAddress() {
    var given = new URLSearchParams(location.search);
    chosen = {};
    facets.forEach(function (facet) {
      var values = given.getAll(facet.key).filter(function (value, at, list) { return list.indexOf(value) === at; });
      if (values.length) chosen[facet.key] = values;
    });
    order = given.get("sort") || "";
    if (!sort.querySelector("option[value='" + CSS.escape(order) + "']")) order = "";
    shown = (history.state && history.state.shown) || 0;
  }
  function address() {
    var said = new URLSearchParams();
    facets.forEach(function (facet) {
      (chosen[facet.key] || []).forEach(function (value) { said.append(facet.key, value); });
    });
    if (order) said.append("sort", order);
    return String(said) ? "?" + said : "";
  }
  function isFiltered() { return Object.keys(chosen).length > 0; }
  function changed() {
    shown = 0;
    history.pushState(null, "", address() || location.pathname);
    show();
  }
  function shareAddress() {
    each(document.querySelectorAll("a.sl-lang"), function (link) { link.search = address(); });
  }

  /* ---- the rows ---- */
  function fetched() {
    if (!asked) {
      asked = fetch(place.getAttribute("data-sl-rows")).then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.json();
      }).then(function (content) { data = content; });
      asked.catch(function () { asked = null; });
    }
    return asked;
  }
  function show() {
    tick();
    shareAddress();
    if (data) return draw();
    if (!address()) return settle(false);
    place.setAttribute("aria-busy", "true");
    return fetched().then(draw, fail).then(function () { place.removeAttribute("aria-busy"); });
  }
  function fail() {
    settle(false);
    part("failed").hidden = false;
  }
  /* Either the page as it was sent, or what was found. */
  function settle(found) {
    part("failed").hidden = true;
    part("all").hidden = found;
    part("found").hidden = !found;
    if (found) return;
    part("chosen").querySelector("ul").textContent = "";
    part("none").hidden = part("more").hidden = part("chosen").hidden = true;
    if (part("see")) part("see").hidden = true;
    count.textContent = all;
  }

  function holds(row, at, values) {
    return row[6][at].some(function (place) { return values.indexOf(data.facets[at][2][place][0]) >= 0; });
  }
  /* The rows that fit, and for each facet how many would fit each of its values were it not used itself. */
  function sift() {
    var used = data.facets.map(function (facet) { return chosen[facet[0]] || null; });
    var tallies = data.facets.map(function (facet) { return facet[2].map(function () { return 0; }); });
    var fit = [];
    data.rows.forEach(function (row, number) {
      var failed = [];
      used.forEach(function (values, at) { if (values && !holds(row, at, values)) failed.push(at); });
      if (!failed.length) fit.push(number);
      row[6].forEach(function (values, at) {
        if (failed.length > 1 || (failed.length && failed[0] !== at)) return;
        values.forEach(function (value) { tallies[at][value] += 1; });
      });
    });
    return { fit: fit, tallies: tallies };
  }
  function sorted(numbers) {
    var rows = data.rows;
    if (order === "oldest") return numbers.reverse();
    if (order === "title") {
      var compare = new Intl.Collator(firstLink.lang || document.documentElement.lang, { numeric: true }).compare;
      return numbers.sort(function (a, b) { return compare(rows[a][0], rows[b][0]) || a - b; });
    }
    if (order === "ends") {
      var ranks = [];
      data.ends.forEach(function (number, rank) { ranks[number] = rank; });
      return numbers.sort(function (a, b) { return ranks[a] - ranks[b]; });
    }
    return numbers;
  }

  function draw() {
    var sifted = sift();
    countOptions(sifted.tallies);
    settle(Boolean(address()));
    if (!address()) return;
    var numbers = sorted(sifted.fit);
    var list = part("found");
    list.textContent = "";
    shown = Math.min(Math.max(shown, data.page), numbers.length);
    numbers.slice(0, shown).forEach(function (number) { list.appendChild(hit(data.rows[number])); });
    offerMore(numbers);
    drawChips();
    count.textContent = isFiltered()
      ? words(count).replace("{n}", numbers.length).replace("{all}", data.rows.length) : all;
    part("none").hidden = numbers.length > 0;
    if (!part("see")) return;
    part("see").hidden = !isFiltered() || !numbers.length;
    part("see").firstElementChild.textContent = words(part("see").firstElementChild).replace("{n}", numbers.length);
  }
  function countOptions(tallies) {
    data.facets.forEach(function (facet, at) {
      var known = facets.filter(function (one) { return one.key === facet[0]; })[0];
      facet[2].forEach(function (value, number) {
        var input = known && known.inputs[value[0]];
        if (!input) return;
        input.parentNode.querySelector(".sl-n").textContent = tallies[at][number];
        input.parentNode.classList.toggle("is-zero", !tallies[at][number]);
      });
    });
  }
  function offerMore(numbers) {
    var rest = Math.min(data.page, numbers.length - shown);
    var button = part("more").firstElementChild;
    part("more").hidden = rest <= 0;
    button.textContent = words(button).replace("{n}", rest);
    button.onclick = function () {
      var list = part("found");
      var first = shown;
      numbers.slice(shown, shown + rest).forEach(function (number) { list.appendChild(hit(data.rows[number])); });
      shown += rest;
      history.replaceState({ shown: shown }, "");
      offerMore(numbers);
      list.children[first].querySelector("a").focus();
    };
  }

  /* ---- what is chosen, each with a way to take it back ---- */
  function label(key, value) {
    var facet = data.facets.filter(function (one) { return one[0] === key; })[0];
    var known = facet && facet[2].filter(function (one) { return one[0] === value; })[0];
    return known ? known[1] : value;
  }
  function drawChips() {
    var list = part("chosen").querySelector("ul");
    list.textContent = "";
    facets.forEach(function (facet) {
      (chosen[facet.key] || []).forEach(function (value) { list.appendChild(chip(facet.key, value)); });
    });
    part("chosen").hidden = !list.children.length;
  }
  function chip(key, value) {
    var item = make("li");
    var button = item.appendChild(make("button", "sl-chip"));
    button.type = "button";
    button.appendChild(make("span", "", label(key, value)));
    button.appendChild(make("span", "", "×")).setAttribute("aria-hidden", "true");
    button.appendChild(make("span", "sl-vh", " " + words(part("chosen"))));
    button.addEventListener("click", function () {
      var at = Array.prototype.indexOf.call(item.parentNode.children, item);
      choose(key, value, false);
      var left = part("chosen").querySelectorAll("li button");
      (left[Math.min(at, left.length - 1)] || sort).focus();
    });
    return item;
  }
  function choose(key, value, on) {
    var values = (chosen[key] || []).filter(function (one) { return one !== value; });
    if (on) values.push(value);
    var known = facets.filter(function (facet) { return facet.key === key; })[0].values;
    values.sort(function (a, b) { return known.indexOf(a) - known.indexOf(b); });
    if (values.length) chosen[key] = values;
    else delete chosen[key];
    changed();
  }
  function clear() {
    chosen = {};
    changed();
    sort.focus();
  }

  /* ---- one row, as the macro "hit" of rows.html draws it: texts stay texts ---- */
  function hit(row) {
    var more = row[7] || {};
    var state = row[2] < 0 ? null : data.states[row[2]];
    var item = make("li");
    var line = item.appendChild(make("div", "sl-hits__row"));
    line.appendChild(told(row, more));
    var standing = line.appendChild(make("div", "sl-hits__st"));
    if (state) standing.appendChild(stateChip(state));
    if (more.left) standing.appendChild(daysLeft(more.left));
    else if (more.progress) standing.appendChild(progress(more.progress, state ? state[1] : "going"));
    return item;
  }
  function told(row, more) {
    var box = make("div");
    var link = box.appendChild(make("h2")).appendChild(make("a", "", row[0]));
    link.setAttribute("href", row[1]);
    if (firstLink.lang) link.lang = firstLink.lang;
    var meta = box.appendChild(make("p", "sl-hits__meta"));
    if (row[4]) meta.appendChild(make("time", "sl-nb", row[4])).setAttribute("datetime", row[3]);
    row[5].forEach(function (text) { meta.appendChild(make("span", "", text)); });
    if (more.fictional) meta.appendChild(make("span", "sl-fictional", data.fictional));
    return box;
  }
  function stateChip(state) {
    var box = make("span", "sl-state sl-state--" + state[1]);
    var icon = make("span", "sl-i sl-i-" + (state[1] === "live" ? "sun" : state[1]));
    icon.setAttribute("aria-hidden", "true");
    box.appendChild(icon);
    box.appendChild(document.createTextNode(state[0]));
    return box;
  }
  function daysLeft(texts) {
    var box = make("div", "sl-hits__left");
    texts.forEach(function (text, at) {
      box.appendChild(at % 2 ? make("b", "", text) : document.createTextNode(text));
    });
    return box;
  }
  function progress(value, look) {
    var box = make("span", "sl-bar");
    var chart = box.appendChild(shape("svg", { "aria-hidden": "true", width: "100%", height: "14" }));
    var part = Math.max(0, Math.min(100, value[0]));
    var form = look === "done" || look === "late" ? " is-" + look : "";
    chart.appendChild(shape("rect", { "class": "sl-svg-track", x: "0", y: "1", width: "100%", height: "12" }));
    chart.appendChild(shape("rect", { "class": "sl-svg-fill" + form, x: "0", y: "1", width: part + "%", height: "12" }));
    box.appendChild(make("b", "", value[1]));
    return box;
  }
  function shape(name, attributes) {
    var element = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach(function (key) { element.setAttribute(key, attributes[key]); });
    return element;
  }

  /* ---- the panel: values become boxes to tick ---- */
  function offer(facet) {
    var set = make("fieldset", facet.box.className);
    var title = facet.box.querySelector("h2");
    set.appendChild(make("legend", "", title.textContent));
    facet.box.removeChild(title);
    while (facet.box.firstChild) set.appendChild(facet.box.firstChild);
    facet.box.parentNode.replaceChild(set, facet.box);
    each(set.querySelectorAll("[data-sl-value]"), function (item) { offerValue(facet, item); });
  }
  function offerValue(facet, item) {
    var value = item.getAttribute("data-sl-value");
    var words = item.firstElementChild;
    var label = make("label");
    var input = label.appendChild(make("input"));
    input.type = "checkbox";
    input.name = facet.key;
    input.value = value;
    input.addEventListener("change", function () { choose(facet.key, value, input.checked); });
    while (words.firstChild) label.appendChild(words.firstChild);
    item.replaceChild(label, words);
    facet.inputs[value] = input;
    facet.values.push(value);
  }
  /* Boxes and the order follow the address. */
  function tick() {
    facets.forEach(function (facet) {
      facet.values.forEach(function (value) {
        var input = facet.inputs[value];
        input.checked = (chosen[facet.key] || []).indexOf(value) >= 0;
        var folded = input.checked && input.closest("details.sl-more");
        if (folded) folded.open = true;
      });
    });
    sort.value = order;
  }

  function begin() {
    facets.forEach(offer);
    each(place.querySelectorAll("[data-sl-script]"), function (tool) { tool.hidden = false; });
    if (panel) panel.open = window.matchMedia("(min-width: 60em)").matches;
    sort.addEventListener("change", function () { order = sort.value; changed(); });
    each(place.querySelectorAll("[data-sl-clear]"), function (button) { button.addEventListener("click", clear); });
    if (panel) panel.querySelector("form").addEventListener("submit", function (event) { event.preventDefault(); });
    if (part("see")) part("see").firstElementChild.addEventListener("click", function () {
      panel.open = false;
      part("found").querySelector("a").focus();
    });
    window.addEventListener("popstate", function () { readAddress(); show(); });
    readAddress();
    show();
  }

  /* A page that was opened from a folder may not fetch what lies beside it. */
  if (location.protocol === "file:") part("disk").hidden = false;
  else begin();
})();
