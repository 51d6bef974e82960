// Puts it together: filters to and from the fragment, findings as they are unpacked, and which view is shown.

const filtersForm = document.getElementById("filters");
const count = document.getElementById("count");
let state = filtersFrom(readFragment().parameters);
let fittingFor = null;
let regions = 0;

function offer(select, options, all) {
  const chosen = select.value;
  select.replaceChildren(element("option", { value: "" }, all), ...options.map(([value, text]) => element("option", { value }, text)));
  select.value = chosen;
}

function offerChoices(name, options) {
  document.querySelector(`[data-choices="${name}"]`).append(...options.map(([value, ...content]) =>
    element("label", { class: "choice" }, element("input", { type: "checkbox", name, value }), ...content)));
}

function offerAll() {
  offerChoices("verdict", Object.keys(verdicts).map(key => [key, verdictMark(key)]));
  offerChoices("severity", severities.map(severity => [severity, severityMark(severity)]));
  offerChoices("environment", header.environments.map(name => [name, name.toUpperCase()]));
  const { elements } = filtersForm;
  offer(elements.control, header.catalogue.controls.map(control => [control.id, control.id]), "every control");
  offer(elements.account, header.accounts.map(account => [account.id, `${account.name} (${account.id})`]), "every account");
  offer(elements.exemption, header.exemptions.map(exemption => [exemption.id, exemption.id]), "with or without");
  const frameworks = header.catalogue.frameworks.map(framework => [framework.key, `${framework.name} ${framework.version}`]);
  offer(elements.framework, frameworks, "every framework");
  offer(frameworksForm.elements.framework, frameworks, "every framework");
  offerRegions();
}

function offerRegions() {
  const found = new Set(header.accounts.flatMap(account => account.regions));
  for (let finding = 0; finding < loaded; finding++) found.add(word("region", finding));
  if (found.size === regions) return;
  regions = found.size;
  offer(filtersForm.elements.region, [...found].sort().map(region => [region, region]), "every region");
  choose(filtersForm.elements.region, state.region);
}

function offerRequirements() {
  const { requirement } = filtersForm.elements;
  const ids = new Set(header.catalogue.controls.flatMap(control => control.crosswalk.filter(mapping => mapping.framework === state.framework).map(mapping => mapping.requirement)));
  offer(requirement, [...ids].sort().map(id => [id, id]), state.framework === "" ? "–" : "every requirement");
  requirement.disabled = state.framework === "";
  choose(requirement, state.requirement);
}

function fillForm() {
  const { elements } = filtersForm;
  elements.q.value = state.q;
  for (const name of lists) for (const box of filtersForm.querySelectorAll(`input[name="${name}"]`)) box.checked = state[name].includes(box.value);
  offerRequirements();
  for (const name of singles) choose(elements[name], state[name]);
}

/** Chooses a value, even one that a link made up: what is filtered by must be seen. */
function choose(select, value) {
  if (value !== "" && ![...select.options].some(option => option.value === value)) select.append(element("option", { value }, value));
  select.value = value;
}

function readForm() {
  const { elements } = filtersForm;
  state.q = elements.q.value.trim();
  for (const name of lists) state[name] = [...filtersForm.querySelectorAll(`input[name="${name}"]:checked`)].map(box => box.value);
  for (const name of singles) state[name] = elements[name].value;
  if (state.framework === "") state.requirement = "";
}

function keepFragment() {
  history.replaceState(null, "", fragmentOf(state));
}

/** Filters and sorts anew, unless nothing changed that it depends on. */
function refresh() {
  const wanted = `${loaded} ${fragmentOf({ ...state, open: "" })}`;
  if (wanted === fittingFor) return;
  fittingFor = wanted;
  showList(matching(state));
  const isWhole = loaded === total;
  const text = `${plural(shown.length, "finding", "findings")} of ${number(total)}`;
  count.textContent = isWhole ? text : "";
  for (const head of document.querySelectorAll("#list th button[data-sort]")) {
    const [name, direction] = state.sort.startsWith("-") ? [state.sort.slice(1), "descending"] : [state.sort, "ascending"];
    if (head.dataset.sort === name) head.closest("th").setAttribute("aria-sort", direction);
    else head.closest("th").removeAttribute("aria-sort");
  }
}

let waiting = 0;

function changed(event) {
  clearTimeout(waiting);
  const apply = () => {
    readForm();
    offerRequirements();
    keepFragment();
    scroller.scrollTop = 0;
    refresh();
  };
  // Typing is let to come to rest, so that results are told once.
  if (event.target.name === "q") waiting = setTimeout(apply, 150);
  else apply();
}

function navigate(moveFocus) {
  const { view, parameters } = readFragment();
  if (view === "findings") {
    state = filtersFrom(parameters);
    fillForm();
    refresh();
    showOpened();
  }
  showView(view, parameters, moveFocus);
  if (view === "findings") draw();
}

function showOpened() {
  const finding = /^\d+$/.test(state.open) && Number(state.open) < total ? Number(state.open) : null;
  if (finding !== null && shown.includes(finding)) {
    active = shown.indexOf(finding);
    if (loaded === total) scrollToRow(active);
  }
  showDetail(finding).catch(told);
}

function told(fault) {
  const trouble = document.getElementById("trouble");
  trouble.textContent = `The findings could not be unpacked: ${visible(fault.message)}. The file may be cut off, or the browser too old: it must know DecompressionStream (Chrome 110, Firefox 115, Safari 16.4).`;
  trouble.hidden = false;
}

async function start() {
  document.documentElement.classList.add("scripts");
  const progress = document.getElementById("progress");
  progress.max = Math.max(1, total);
  offerAll();
  navigate(false);
  let drawn = -Infinity;
  await loadLists(() => {
    progress.value = loaded;
    // The first chunk is drawn at once, the next few times a second.
    if (loaded < total && performance.now() - drawn < 400) return;
    drawn = performance.now();
    refresh();
    if (performance.getEntriesByName("first-view").length === 0) requestAnimationFrame(() => performance.mark("first-view"));
  });
  if (loaded !== total) throw new Error(`the page holds ${number(loaded)} findings where its summary counts ${number(total)}`);
  progress.hidden = true;
  offerRegions();
  tellWhy();
  refresh();
  showOpened();
  performance.mark("searchable");
}

filtersForm.addEventListener("submit", event => event.preventDefault());
filtersForm.addEventListener("input", changed);
filtersForm.addEventListener("reset", event => {
  event.preventDefault();
  state = filtersFrom(new URLSearchParams({ sort: state.sort, open: state.open }));
  fillForm();
  keepFragment();
  refresh();
});
table.tHead.addEventListener("click", event => {
  const name = event.target.closest("button[data-sort]")?.dataset.sort;
  if (!name) return;
  state.sort = state.sort === name ? `-${name}` : state.sort === `-${name}` ? "" : name;
  keepFragment();
  refresh();
});
addEventListener("hashchange", () => {
  if (location.hash !== "#content") navigate(true);
});

start().catch(told);
