// Which findings fit, and in what order. Filters compare numbers of words; only the search looks into texts, and into each word once.

const verdictRanks = Object.keys(verdicts);

/** The numbers of the findings that fit, among those that are unpacked. */
function matching(filters) {
  const tests = columnTests(filters);
  const terms = filters.q.toLowerCase().split(/\s+/).filter(term => term !== "").map(termTest);
  const fitting = new Uint32Array(loaded);
  let count = 0;
  for (let finding = 0; finding < loaded; finding++) {
    if (tests.every(([column, accepted]) => accepted.has(column[finding])) && terms.every(test => test(finding))) fitting[count++] = finding;
  }
  return sorted(fitting.subarray(0, count), filters.sort);
}

function columnTests(filters) {
  const tests = [];
  const accept = (name, values) => tests.push([columns[name], new Set(values.map(value => wordNumbers.get(value)).filter(value => value !== undefined))]);
  for (const name of ["verdict", "environment"]) if (filters[name].length > 0) accept(name, filters[name]);
  for (const name of ["account", "region", "exemption", "control"]) if (filters[name] !== "") accept(name, [filters[name]]);
  const all = header.catalogue.controls;
  const ids = fits => all.filter(fits).map(control => control.id);
  if (filters.severity.length > 0) accept("control", ids(control => filters.severity.includes(severityOf(control))));
  if (filters.framework !== "") {
    const answers = mapping => mapping.framework === filters.framework && (filters.requirement === "" || mapping.requirement === filters.requirement);
    accept("control", ids(control => control.crosswalk.some(answers)));
  }
  return tests;
}

function severityOf(control) {
  return control ? control.severity[0].toUpperCase() + control.severity.slice(1) : "";
}

/** Whether one term of the search stands anywhere in a finding. */
function termTest(term) {
  const hit = new Uint8Array(words.length);
  for (let i = 0; i < words.length; i++) hit[i] = wordSays(words[i], term) ? 1 : 0;
  const looked = columnNames.map(name => columns[name]);
  return finding => {
    for (const column of looked) if (hit[column[finding]] === 1) return true;
    return resources[finding].toLowerCase().includes(term);
  };
}

function wordSays(text, term) {
  const about = controls.get(text)?.title ?? accounts.get(text)?.name ?? verdicts[text] ?? "";
  return text.toLowerCase().includes(term) || about.toLowerCase().includes(term);
}

/** Each key gives every finding a number; less comes first. Without a sort, what needs attention comes first. */
const sortKeys = {
  "": () => byWord("verdict", attention, columnRank("control", severityRank)),
  verdict: () => byWord("verdict", verdict => verdictRanks.indexOf(verdict)),
  severity: () => byWord("control", severityRank),
  control: () => byText("control"),
  account: () => byText("account", id => `${String(header.environments.indexOf(accounts.get(id)?.environment)).padStart(3, "0")} ${accounts.get(id)?.name ?? ""} ${id}`),
  reason: () => byText("reason"),
};

function attention(verdict) {
  return verdictRanks.indexOf(verdict) * 8;
}

function severityRank(control) {
  const rank = severities.indexOf(severityOf(controls.get(control)));
  return rank < 0 ? severities.length : rank;
}

function columnRank(column, rank) {
  const ranks = words.map(rank);
  return finding => ranks[columns[column][finding]];
}

function byWord(column, rank, then = () => 0) {
  const first = columnRank(column, rank);
  return finding => first(finding) + then(finding);
}

function byText(column, text = id => id) {
  const texts = words.map(text);
  const order = texts.map((_, index) => index).sort((left, right) => (texts[left] < texts[right] ? -1 : texts[left] > texts[right] ? 1 : 0));
  const ranks = new Uint32Array(words.length);
  order.forEach((index, rank) => { ranks[index] = rank; });
  return finding => ranks[columns[column][finding]];
}

function sorted(fitting, sort) {
  const [name, sign] = sort.startsWith("-") ? [sort.slice(1), -1] : [sort, 1];
  if (name === "resource") {
    return fitting.sort((left, right) => (resources[left] < resources[right] ? -sign : resources[left] > resources[right] ? sign : left - right));
  }
  // A number of its own for each finding, so that one numeric sort does: the key above, the place in the report below.
  const key = (Object.hasOwn(sortKeys, name) ? sortKeys[name] : sortKeys[""])();
  const keys = new Float64Array(fitting.length);
  for (let i = 0; i < fitting.length; i++) keys[i] = sign * key(fitting[i]) * total + fitting[i];
  keys.sort();
  for (let i = 0; i < keys.length; i++) fitting[i] = keys[i] - Math.floor(keys[i] / total) * total;
  return fitting;
}
