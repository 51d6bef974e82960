// On paper stand the summary first, then the findings that fit the filters, up to a bound, and how many are left out.

const printedAtMost = 1_000;
const printedWithEvidenceAtMost = 200;
const printed = document.getElementById("printed");
const withEvidence = document.getElementById("print-evidence");
/** Details fetched for the next print, by finding. */
let fetched = new Map();
/** What was folded up, and is again after the print. */
const unfolded = [];

function printedFindings() {
  return shown.subarray(0, withEvidence.checked ? printedWithEvidenceAtMost : printedAtMost);
}

async function preparePrint() {
  const all = [...printedFindings()];
  // In the order of the report, so that each chunk is unpacked once.
  for (const finding of all.toSorted((left, right) => left - right)) fetched.set(finding, await detailOf(finding));
}

/** Fills the printed list. A browser asks for it at a moment's notice, so it uses only what is unpacked. */
function fillPrint() {
  if (printed.childElementCount > 0) return;
  for (const closed of document.querySelectorAll("details.more:not([open])")) {
    closed.open = true;
    unfolded.push(closed);
  }
  const findings = printedFindings();
  const left = shown.length - findings.length;
  const note = `${plural(findings.length, "finding", "findings")} of ${number(shown.length)} that fit (${describe(state)}), of ${number(total)} in the report.`;
  const rest = left > 0 ? ` ${number(left)} are left out: at most ${number(findings.length)} are printed${withEvidence.checked ? " with evidence" : ""}. Narrow the filters to print the others.` : "";
  const lacks = withEvidence.checked && findings.some(finding => !fetched.has(finding)) ? " The evidence is missing: print with the page's own button, which unpacks it first." : "";
  printed.append(element("p", { class: "printed-note" }, note + rest + lacks), element("table", {},
    element("caption", {}, "Findings that fit the filters"),
    element("thead", {}, element("tr", {}, ...["Verdict", "Severity", "Control", "Account, region", "Resource", "Declared", "Observed", "Reason"].map(name => element("th", { scope: "col" }, name)))),
    element("tbody", {}, ...[...findings].flatMap(printedRows))));
}

function printedRows(finding) {
  const cell = (text, most = 600) => element("td", {}, brief(text, most) || "–");
  const control = controls.get(word("control", finding));
  const rows = [element("tr", {},
    element("td", {}, verdictMark(word("verdict", finding))),
    element("td", {}, severityMark(severityOf(control))),
    cell(word("control", finding)),
    element("td", {}, ...[`${word("environment", finding).toUpperCase()} · ${accounts.get(word("account", finding))?.name ?? "unlisted"}`, word("account", finding), word("region", finding)].map(line => element("span", { class: "title" }, line))),
    element("th", { scope: "row" }, brief(resources[finding], 600)),
    cell(valueText(word("declared", finding)), 300),
    cell(valueText(word("observed", finding)), 300),
    cell(word("reason", finding)))];
  const more = withEvidence.checked ? fetched.get(finding) : String(finding) === state.open && opened.finding === finding ? opened.more : undefined;
  if (more) rows.push(element("tr", {}, element("td", { colspan: "8", class: "printed-detail" }, ...exemptionPart(word("exemption", finding)), ...evidencePart(more.evidence), ...repairsPart(more.repairs))));
  return rows;
}

function emptyPrint() {
  printed.replaceChildren();
  for (const closed of unfolded.splice(0)) closed.open = false;
  fetched = new Map();
}

document.getElementById("print").addEventListener("click", async () => {
  if (withEvidence.checked) await preparePrint();
  print();
});
addEventListener("beforeprint", fillPrint);
addEventListener("afterprint", emptyPrint);
matchMedia("print").addEventListener("change", event => (event.matches ? fillPrint() : emptyPrint()));
