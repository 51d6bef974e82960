// The table of findings. Only the rows in sight, and some around them, are in the page; aria-rowcount and aria-rowindex say how many there are and which these are.

const rowHeight = 52;
const around = 8;
// Browsers draw no element much taller than sixteen million pixels; beyond this a pixel of the scroll bar is more than a pixel of the table.
const tallest = 8_000_000;

const scroller = document.getElementById("scroller");
const table = document.getElementById("list");
const body = table.tBodies[0];
const above = element("tr", { "aria-hidden": "true", class: "space" }, element("td"));
const below = above.cloneNode(true);
const rows = new Map();
let shown = new Uint32Array(0);
/** Where in the list the keyboard stands. */
let active = 0;

function fullHeight() {
  return Math.min(shown.length * rowHeight, tallest);
}

/** Pixels of the table in sight, below its head. */
function sight() {
  return scroller.clientHeight - table.tHead.offsetHeight;
}

/** How many pixels of the table one pixel of the scroll bar is. */
function scale() {
  return Math.max(1, (shown.length * rowHeight - sight()) / Math.max(1, fullHeight() - sight()));
}

function showList(findings) {
  const current = shown[active];
  const hadFocus = body.contains(document.activeElement);
  shown = findings;
  active = Math.max(0, shown.indexOf(current));
  for (const row of rows.values()) row.remove();
  rows.clear();
  // The first row is the head.
  table.setAttribute("aria-rowcount", String(shown.length + 1));
  draw();
  if (hadFocus) (rows.get(active)?.querySelector("button.open") ?? scroller).focus({ preventScroll: true });
}

function draw() {
  const by = scale();
  // Read before any row is taken out: the browser would move the bar of a list that is shorter for a moment.
  const position = scroller.scrollTop;
  const offset = position * by;
  const first = Math.max(0, Math.floor(offset / rowHeight) - around);
  const last = Math.min(shown.length, Math.ceil((offset + Math.max(sight(), 600)) / rowHeight) + around);
  const hadFocus = body.contains(document.activeElement);
  for (const [index, row] of rows) if (index < first || index >= last) { row.remove(); rows.delete(index); }
  const top = by === 1 ? first * rowHeight : Math.max(0, position - (offset - first * rowHeight));
  above.firstChild.style.height = `${top}px`;
  below.firstChild.style.height = `${Math.max(0, fullHeight() - top - (last - first) * rowHeight)}px`;
  body.prepend(above);
  let before = above;
  for (let index = first; index < last; index++) {
    let row = rows.get(index);
    if (!row) {
      row = rowOf(shown[index], index);
      rows.set(index, row);
      before.after(row);
    }
    before = row;
  }
  before.after(below);
  if (hadFocus && !body.contains(document.activeElement)) scroller.focus({ preventScroll: true });
  markActive();
}

function rowOf(finding, index) {
  const control = controls.get(word("control", finding));
  const account = accounts.get(word("account", finding));
  const two = (name, first, second) => element("td", { class: name }, element("span", { class: "one" }, first), element("span", { class: "sub" }, second));
  const resource = element("th", { scope: "row", class: "c-resource" },
    element("button", { type: "button", class: "open one", tabindex: "-1", "aria-expanded": "false", click: () => go(index, true) }, brief(resourceName(resources[finding]))),
    element("span", { class: "sub" }, brief(word("type", finding))));
  return element("tr", { "aria-rowindex": String(index + 2), "data-finding": String(finding) },
    element("td", { class: "c-verdict" }, verdictMark(word("verdict", finding))),
    element("td", { class: "c-severity" }, severityMark(severityOf(control))),
    two("c-control", word("control", finding), control?.title ?? ""),
    two("c-where", `${word("environment", finding).toUpperCase()} · ${account?.name ?? word("account", finding)}`, `${word("account", finding)} · ${word("region", finding)}`),
    resource,
    element("td", { class: "c-declared" }, element("span", { class: "clamp" }, brief(valueText(word("declared", finding))) || "–")),
    element("td", { class: "c-observed" }, element("span", { class: "clamp" }, brief(valueText(word("observed", finding))) || "–")),
    element("td", { class: "c-reason" }, element("span", { class: "clamp" }, brief(word("reason", finding)))));
}

/** One row can be reached by Tab; arrows move it. */
function markActive() {
  const reachable = rows.has(active) ? active : Math.min(...rows.keys());
  for (const [index, row] of rows) {
    const isOpen = row.dataset.finding === state.open;
    const button = row.querySelector("button.open");
    button.tabIndex = index === reachable ? 0 : -1;
    button.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) button.setAttribute("aria-controls", "detail"); else button.removeAttribute("aria-controls");
    row.classList.toggle("opened", isOpen);
  }
}

function scrollToRow(index) {
  const by = scale();
  const [top, bottom] = [index * rowHeight, (index + 1) * rowHeight];
  const offset = scroller.scrollTop * by;
  if (top < offset) scroller.scrollTop = top / by;
  else if (bottom > offset + sight()) scroller.scrollTop = (bottom - sight()) / by;
  draw();
}

/** Moves the keyboard to a row, and opens it where asked. */
function go(index, open) {
  if (shown.length === 0) return;
  active = Math.min(Math.max(index, 0), shown.length - 1);
  scrollToRow(active);
  rows.get(active)?.querySelector("button.open").focus({ preventScroll: true });
  if (open) openFinding(shown[active]);
}

function listKey(event) {
  const page = Math.max(1, Math.floor(sight() / rowHeight) - 1);
  const steps = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0, End: shown.length - 1 };
  const isRow = body.contains(event.target);
  if (!(event.key in steps) || event.ctrlKey || event.altKey || event.metaKey || (!isRow && event.target !== scroller)) return;
  event.preventDefault();
  // From the list itself an arrow leads to the row where the keyboard was, or to the first in sight.
  const here = rows.has(active) ? active : Math.ceil(scroller.scrollTop * scale() / rowHeight);
  go(!isRow && event.key.startsWith("Arrow") ? here : steps[event.key], false);
}

scroller.addEventListener("scroll", draw, { passive: true });
scroller.addEventListener("keydown", listKey);
// A row may be reached by other ways than arrows: the keyboard stands where the focus is.
body.addEventListener("focusin", event => {
  active = Number(event.target.closest("tr").getAttribute("aria-rowindex")) - 2;
  markActive();
});
new ResizeObserver(draw).observe(scroller);
