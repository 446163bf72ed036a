/* Tables whose rows a reader may put in order: each head becomes a button. Without this file they stand in the order in
   which they were sent, which is the one that matters most. */
(function () {
  "use strict";
  var tables = document.querySelectorAll("table[data-sl-sort]");
  Array.prototype.forEach.call(tables, function (table) {
    var heads = table.tHead.rows[0].cells;
    var said = document.createElement("p");
    said.className = "sl-vh";
    said.setAttribute("role", "status");
    table.parentNode.insertBefore(said, table.nextSibling);
    Array.prototype.forEach.call(heads, function (head, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "sl-th";
      button.textContent = head.textContent.trim();
      head.textContent = "";
      head.appendChild(button);
      head.setAttribute("aria-sort", "none");
      button.addEventListener("click", function () {
        var rising = head.getAttribute("aria-sort") !== "ascending";
        Array.prototype.forEach.call(heads, function (other) { other.setAttribute("aria-sort", "none"); });
        head.setAttribute("aria-sort", rising ? "ascending" : "descending");
        sort(table, column, rising);
        said.textContent = table.getAttribute(rising ? "data-up" : "data-down").replace("{name}", button.textContent);
      });
    });
  });

  /* By the number or day that a cell says it holds, else by its words; what holds nothing stays last. */
  function sort(table, column, rising) {
    var body = table.tBodies[0];
    var compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
    var lines = Array.prototype.map.call(body.rows, function (row, place) {
      var cell = row.cells[column];
      var value = cell.getAttribute("data-v");
      return { row: row, place: place, value: value === null ? cell.textContent.trim() : value };
    });
    lines.sort(function (one, other) {
      if (!one.value !== !other.value) return one.value ? -1 : 1;
      var numbers = one.value - other.value;
      var order = isNaN(numbers) ? compare(one.value, other.value) : numbers;
      return (rising ? order : -order) || one.place - other.place;
    });
    lines.forEach(function (line) { body.appendChild(line.row); });
  }
})();

/* A page of a long table: what a reader types is looked for in all its rows, which are fetched at the first key. Without
   this file the pages lead through them, and the file of the table holds them all. */
(function () {
  "use strict";
  var MOST = 100;
  var place = document.querySelector("[data-sl-long]");
  if (!place || location.protocol === "file:") return;
  var form = part("find");
  var count = part("count");
  var pages = part("pages");
  var field = form.querySelector("input");
  var body = place.querySelector("tbody");
  var heads = place.querySelectorAll("thead th");
  var language = body.querySelector("[lang]");
  var served = { rows: Array.prototype.slice.call(body.rows), count: count.textContent };
  var asked = null;
  var waiting = 0;
  var isSought = false;
  form.hidden = false;

  function part(name) { return place.querySelector("[data-sl-" + name + "]"); }
  function plain(text) { return text.normalize("NFKC").toLowerCase(); }
  function textOf(cell) { return typeof cell === "string" ? cell : cell[0]; }

  function fetched() {
    if (!asked) {
      asked = fetch(place.getAttribute("data-sl-long")).then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.json();
      }).then(function (content) {
        content.texts = content.rows.map(function (row) { return plain(row.map(textOf).join("\n")); });
        return content;
      });
      asked.catch(function () { asked = null; });
    }
    return asked;
  }
  function find() {
    var words = plain(field.value).split(/\s+/).filter(Boolean);
    if (!words.length) return settle();
    fetched().then(function (content) {
      if (plain(field.value).split(/\s+/).filter(Boolean).join(" ") !== words.join(" ")) return;
      var found = [];
      content.texts.forEach(function (text, number) {
        if (words.every(function (word) { return text.indexOf(word) >= 0; })) found.push(number);
      });
      if (found.length || !isSought) return draw(content, found);
      field.value = "";
      settle();
    }, function () { settle(); part("failed").hidden = false; });
  }
  function settle() {
    body.textContent = "";
    served.rows.forEach(function (row) { body.appendChild(row); });
    count.textContent = served.count;
    part("failed").hidden = true;
    if (pages) pages.hidden = false;
  }
  function draw(content, found) {
    body.textContent = "";
    part("failed").hidden = true;
    if (pages) pages.hidden = true;
    found.slice(0, MOST).forEach(function (number) { body.appendChild(line(content, number)); });
    var words = count.getAttribute(found.length > MOST ? "data-cut" : "data-words");
    count.textContent = words.replace("{n}", found.length).replace("{all}", content.rows.length).replace("{most}", MOST);
  }
  /* A row that was found; its first cell leads to where it stands among the others. */
  function line(content, number) {
    var row = document.createElement("tr");
    content.rows[number].forEach(function (value, column) {
      var cell = row.appendChild(document.createElement(column ? "td" : "th"));
      if (language && !heads[column].classList.contains("n")) cell.lang = language.lang;
      if (heads[column].classList.contains("n")) cell.className = "n";
      if (!column) cell.scope = "row";
      var href = column ? (typeof value === "string" ? "" : value[1]) : pageOf(content.starts, number);
      if (!href) return void (cell.textContent = textOf(value));
      var link = cell.appendChild(document.createElement("a"));
      link.setAttribute("href", href);
      link.textContent = textOf(value) || String(number + 1);
    });
    return row;
  }
  function pageOf(starts, number) {
    var page = starts.filter(function (start) { return start <= number; }).length;
    return (page === 1 ? "index" : page) + ".html#r" + (number + 1);
  }

  field.addEventListener("input", function () {
    isSought = false;
    clearTimeout(waiting);
    waiting = setTimeout(find, 150);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    find();
  });
  /* Who comes from the search has what was found there looked for; where a page of another language says it otherwise, all
     rows stay. */
  var sought = /[?&]q=([^&]*)/.exec(location.search);
  if (sought && !field.value) {
    try { field.value = decodeURIComponent(sought[1].replace(/\+/g, " ")); } catch (garbled) { field.value = ""; }
    isSought = true;
  }
  if (field.value) find();
})();
