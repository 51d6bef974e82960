// Text as it is shown. Whatever a report holds is put into the page by textContent alone; nothing is ever parsed as HTML.

// As Governance/Wording/Harmless.cs: controls, line breaks, direction marks, signs without width, halves of pairs, and what Unicode has not assigned.
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Cn}\p{Co}]/gu;

/** What is hidden, made visible as \u202e: it could make one name look like another. */
function visible(text) {
  return String(text).replace(hidden, sign => sign.split("").map(unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""));
}

/** The beginning of a text, for a cell. */
function brief(text, most = 160) {
  return visible(text.length > most ? `${text.slice(0, most).replace(/[\ud800-\udbff]$/, "")}…` : text);
}

/** What tells a resource from its neighbours: an ARN without the parts that stand in columns of their own. */
function resourceName(id) {
  return /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(.+)$/s.exec(id)?.[1] ?? id;
}

function number(count) {
  return count.toLocaleString("en-US");
}

function plural(count, one, many) {
  return `${number(count)} ${count === 1 ? one : many}`;
}

function moment(iso) {
  return `${new Date(iso).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** A declared or observed value, which is JSON, in as few signs as it takes. */
function valueText(json) {
  if (json === "") return "";
  try {
    return flat(JSON.parse(json));
  } catch {
    return json;
  }
}

function flat(value) {
  if (value === null || typeof value !== "object") return typeof value === "string" ? value : JSON.stringify(value);
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(flat).join(", ");
  return Object.entries(value).map(([name, of]) => `${name}: ${flat(of)}`).join("; ");
}

/** An element with attributes, properties that start with "on", and children that are elements or text. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") made.addEventListener(key, value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter(child => child !== null && child !== undefined).map(child => typeof child === "string" ? visible(child) : child));
  return made;
}

function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const use = document.createElementNS(space, "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

const verdicts = { fail: "Fail", open: "Not evaluated", exempt: "Exempt", pass: "Pass", na: "Not applicable" };
const severities = ["Critical", "High", "Medium", "Low"];

function verdictMark(key) {
  return element("span", { class: `verdict ${key}` }, icon(key), verdicts[key]);
}

function severityMark(severity) {
  const rank = severities.indexOf(severity);
  return rank < 0 ? element("span", {}, "–") : element("span", { class: `severity s${rank}` }, icon(`s${rank}`), severity);
}
