// The views that stand in the page as HTML: which is shown, and which of its rows.

function showView(view, parameters, moveFocus) {
  document.body.dataset.view = view;
  for (const name of views) document.getElementById(name).classList.toggle("current", name === view);
  for (const link of document.querySelectorAll("nav a")) {
    if (link.hash === `#${view}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (view === "controls") showControls(parameters);
  if (view === "frameworks") showFrameworks(parameters);
  if (view === "exemptions") showExemptions(parameters);
  // The browser scrolled to a section that was one of many; now it is the only one, and stands at the top.
  scrollTo(0, 0);
  if (moveFocus) document.getElementById(`${view}-title`).focus({ preventScroll: true });
}

function showRows(rows, fits) {
  let count = 0;
  for (const row of rows) {
    row.hidden = !fits(row);
    count += row.hidden ? 0 : 1;
  }
  return count;
}

/** Why findings of a control are not evaluated, what is said most often first. Only the findings know, so that a page without scripts leads to them. */
function tellWhy() {
  const open = wordNumbers.get("open");
  const said = new Map();
  for (let finding = 0; finding < loaded; finding++) {
    if (columns.verdict[finding] !== open) continue;
    const control = columns.control[finding];
    if (!said.has(control)) said.set(control, new Map());
    const reasons = said.get(control);
    reasons.set(columns.reason[finding], (reasons.get(columns.reason[finding]) ?? 0) + 1);
  }
  for (const cell of document.querySelectorAll("#gaps [data-why]")) {
    const reasons = [...said.get(wordNumbers.get(cell.dataset.why)) ?? []].sort((left, right) => right[1] - left[1]);
    const lines = reasons.slice(0, 3).map(([reason, times]) => `${brief(words[reason], 300)}${reasons.length > 1 ? ` (${number(times)})` : ""}`);
    if (reasons.length > 3) lines.push(`and ${plural(reasons.length - 3, "other reason", "other reasons")}`);
    cell.replaceChildren(...lines.map(line => element("span", { class: "title" }, line)));
  }
}

const controlsForm = document.getElementById("controls-filter");

function showControls(parameters) {
  controlsForm.elements.q.value = parameters.get("q") ?? "";
  controlsForm.elements.show.value = parameters.get("show") ?? "";
  filterControls();
}

function filterControls() {
  const term = controlsForm.elements.q.value.toLowerCase();
  const show = controlsForm.elements.show.value;
  const all = document.querySelectorAll("#controls table.controls > tbody > tr");
  const count = showRows(all, row => (show === "" || row.dataset.show.split(" ").includes(show)) && row.cells[0].textContent.toLowerCase().includes(term));
  controlsForm.querySelector("[role=status]").textContent = `${number(count)} of ${plural(all.length, "control", "controls")}`;
}

controlsForm.addEventListener("submit", event => event.preventDefault());
controlsForm.addEventListener("input", () => {
  const parameters = new URLSearchParams();
  if (controlsForm.elements.q.value) parameters.set("q", controlsForm.elements.q.value);
  if (controlsForm.elements.show.value) parameters.set("show", controlsForm.elements.show.value);
  history.replaceState(null, "", parameters.size > 0 ? `#controls?${parameters}` : "#controls");
  filterControls();
});

const frameworksForm = document.getElementById("frameworks-filter");

function showFrameworks(parameters) {
  const wanted = parameters.get("framework") ?? "";
  frameworksForm.elements.framework.value = wanted;
  const all = document.querySelectorAll("#frameworks .framework");
  const count = showRows(all, section => wanted === "" || section.dataset.framework === wanted);
  frameworksForm.querySelector("[role=status]").textContent = `${number(count)} of ${plural(all.length, "framework", "frameworks")}`;
}

frameworksForm.addEventListener("submit", event => event.preventDefault());
frameworksForm.addEventListener("change", () => {
  const wanted = frameworksForm.elements.framework.value;
  history.replaceState(null, "", wanted === "" ? "#frameworks" : `#frameworks?framework=${encodeURIComponent(wanted)}`);
  showFrameworks(readFragment().parameters);
});

function showExemptions(parameters) {
  const show = parameters.get("show") ?? "";
  const all = document.querySelectorAll("#exemptions table.exemptions > tbody > tr");
  const count = showRows(all, row => show === "" || row.dataset.show.split(" ").includes(show));
  document.getElementById("exemptions-status").textContent = `${number(count)} of ${plural(all.length, "exemption", "exemptions")} shown`;
  for (const link of document.querySelectorAll("#exemptions .shows a")) {
    if (link.hash === (show === "" ? "#exemptions" : `#exemptions?show=${show}`)) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}
