"use strict";
// The grid of a child table: rows copied in a spreadsheet go into the cells from the one they are pasted into; and a row more.
// Without this script a form has three empty rows, and three more after each save.

const filled = (text, values) => text.replace(/\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g, (_, name, one, many) =>
  one === undefined ? values[name] : `${values[name]} ${values[name] === 1 ? one : many}`);

/** The cells of a block as spreadsheets copy it: parted by tabs, rows by line ends; a cell with either stands in quotes. */
const cellsOf = (block) => {
  const rows = [[""]];
  let quoted = false;
  for (let at = 0; at < block.length; at += 1) {
    const sign = block[at], row = rows[rows.length - 1], begins = row[row.length - 1] === "";
    if (quoted && sign === '"' && block[at + 1] === '"') { row[row.length - 1] += '"'; at += 1; }
    else if (quoted && sign === '"') quoted = false;
    else if (!quoted && sign === '"' && begins) quoted = true;
    else if (!quoted && sign === "\t") row.push("");
    else if (!quoted && (sign === "\n" || sign === "\r")) { if (sign === "\r" && block[at + 1] === "\n") at += 1; rows.push([""]); }
    else row[row.length - 1] += sign;
  }
  while (rows.length && rows[rows.length - 1].every((cell) => cell === "")) rows.pop();
  return rows;
};

const typedIn = (row) => [...row.querySelectorAll("input:not([type=hidden]), textarea")];

const addRow = (table) => {
  const rows = table.tBodies[0].rows, last = rows[rows.length - 1], number = rows.length;
  const row = last.cloneNode(true), head = row.querySelector("th"), was = head.querySelector("input");
  was.name = `row.${number}.${table.dataset.grid}`;
  was.value = "";
  head.firstChild.textContent = String(number + 1);
  const columns = [...table.querySelectorAll("thead th[data-column]")];
  typedIn(row).forEach((cell, place) => {
    cell.name = `cell.${number}.${table.dataset.grid}.${columns[place].dataset.column}`;
    cell.id = cell.name.replaceAll(".", "-");
    cell.value = "";
    for (const name of ["aria-invalid", "aria-describedby"]) cell.removeAttribute(name);
    cell.setAttribute("aria-label", filled(table.dataset.cell, {column: columns[place].firstElementChild.textContent, n: number + 1}));
  });
  for (const said of row.querySelectorAll(".said")) said.remove();
  table.tBodies[0].append(row);
  return row;
};

const pasteInto = (table, cell, block) => {
  const body = table.tBodies[0], row = cell.closest("tr"), names = [...table.querySelectorAll("thead th[data-column]")];
  const labels = names.map((name) => name.firstElementChild.textContent.trim());
  let columns = block[0].map((_, place) => typedIn(row).indexOf(cell) + place);
  if (block.length > 1 && block[0].every((text) => labels.includes(text.trim()))) {  // the heads were copied, too
    columns = block.shift().map((text) => labels.indexOf(text.trim()));
  }
  const first = [...body.rows].indexOf(row);
  const left = new Set();
  block.forEach((texts, place) => {
    const cells = typedIn(body.rows[first + place] || addRow(table));
    texts.forEach((text, at) => {
      if (columns[at] < cells.length) cells[columns[at]].value = text.trim();
      else if (text.trim()) left.add(at);
    });
  });
  const said = [filled(table.dataset.pasted, {n: block.length})];
  if (left.size) said.push(filled(table.dataset.left, {n: left.size}));
  document.querySelector(`[data-status="${CSS.escape(table.dataset.grid)}"]`).textContent = said.join(" ");
};

for (const table of document.querySelectorAll("[data-grid]")) {
  table.addEventListener("paste", (event) => {
    const block = cellsOf(event.clipboardData.getData("text/plain"));
    if (!event.target.closest("td") || !block.length || (block.length === 1 && block[0].length === 1)) return;
    event.preventDefault();
    pasteInto(table, event.target, block);
  });
}
for (const more of document.querySelectorAll("[data-more]")) {
  more.hidden = false;
  more.addEventListener("click", () => typedIn(addRow(document.querySelector(`[data-grid="${CSS.escape(more.dataset.more)}"]`)))[0].focus());
}

// Whoever leaves with something typed is asked; whoever sends it is not.
const form = document.querySelector("[data-form]");
let isTyped = false;
form?.addEventListener("input", () => { isTyped = true; });
form?.addEventListener("submit", () => { isTyped = false; });
window.addEventListener("beforeunload", (event) => { if (isTyped) event.preventDefault(); });

// A step that is folded opens when somebody goes to it.
const unfold = () => {
  const step = location.hash && document.getElementById(location.hash.slice(1));
  if (step instanceof HTMLDetailsElement) step.open = true;
};
window.addEventListener("hashchange", unfold);
unfold();
