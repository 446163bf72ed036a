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
