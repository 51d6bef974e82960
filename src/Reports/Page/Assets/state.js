// What is looked at stands in the fragment, so that a link shows another reader the same: #findings?verdict=fail&environment=prod&sort=-resource&open=17

const views = ["summary", "findings", "controls", "frameworks", "exemptions", "gaps"];
const lists = ["verdict", "severity", "environment"];
const singles = ["control", "account", "region", "framework", "requirement", "exemption"];

/** The view and its parameters; an unknown view is the summary. */
function readFragment() {
  const [view, query = ""] = location.hash.slice(1).split("?");
  return { view: views.includes(view) ? view : "summary", parameters: new URLSearchParams(query) };
}

/** Filters as they stand in parameters; what they do not name is empty. */
function filtersFrom(parameters) {
  const filters = { q: parameters.get("q") ?? "", sort: parameters.get("sort") ?? "", open: parameters.get("open") ?? "" };
  for (const name of lists) filters[name] = (parameters.get(name) ?? "").split(",").filter(value => value !== "");
  for (const name of singles) filters[name] = parameters.get(name) ?? "";
  return filters;
}

function fragmentOf(filters) {
  const parameters = [];
  const add = (name, value) => value !== "" && parameters.push(`${name}=${encodeURIComponent(value).replaceAll("%2C", ",")}`);
  add("q", filters.q);
  for (const name of lists) add(name, filters[name].join(","));
  for (const name of singles) add(name, filters[name]);
  add("sort", filters.sort);
  add("open", filters.open);
  return parameters.length === 0 ? "#findings" : `#findings?${parameters.join("&")}`;
}

/** The filters that are set, in words. */
function describe(filters) {
  const parts = [];
  if (filters.q !== "") parts.push(`search “${filters.q}”`);
  for (const name of lists) if (filters[name].length > 0) parts.push(`${name} ${filters[name].map(value => verdicts[value] ?? value).join(" or ")}`);
  for (const name of singles) if (filters[name] !== "") parts.push(`${name} ${filters[name]}`);
  return parts.length === 0 ? "no filter" : parts.join("; ");
}
