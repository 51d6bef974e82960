// One finding in full: declared, observed, verdict, reason, and what the verdict rests upon.

const detail = document.getElementById("detail");
/** The finding that is shown, with its details, for paper. */
let opened = { finding: -1, more: null };

/** Shows a finding beside the list, and stands it in the fragment. */
async function openFinding(finding) {
  state.open = String(finding);
  keepFragment();
  await showDetail(finding);
  detail.querySelector("h3")?.focus();
}

async function showDetail(finding) {
  markActive();
  if (finding === null || finding >= loaded) {
    detail.hidden = true;
    detail.replaceChildren();
    return;
  }
  const more = await detailOf(finding);
  if (state.open !== String(finding)) return;
  opened = { finding, more };
  detail.replaceChildren(
    element("button", { type: "button", class: "close", click: closeDetail }, "Close"),
    element("h3", { id: "detail-title", tabindex: "-1" }, resources[finding]),
    ...findingParts(finding, more));
  detail.hidden = false;
  detail.scrollTop = 0;
  draw();
}

function closeDetail() {
  state.open = "";
  detail.hidden = true;
  detail.replaceChildren();
  keepFragment();
  draw();
  go(active, false);
}

/** What is known of a finding, for the page and for paper. */
function findingParts(finding, more) {
  const control = controls.get(word("control", finding));
  const account = accounts.get(word("account", finding));
  return [
    element("p", { class: "marks" }, verdictMark(word("verdict", finding)), severityMark(severityOf(control))),
    element("p", {}, word("reason", finding)),
    ...compared(word("declared", finding), word("observed", finding)),
    terms([
      ["Control", `${word("control", finding)}${control ? `: ${control.title}` : ""}`],
      ["Account", `${word("environment", finding).toUpperCase()} · ${account?.name ?? "unlisted"} · ${word("account", finding)} · ${word("region", finding)}`],
      ["Type", word("type", finding)],
      ["Observed at", moment(more.observedAt)],
      ["Tags", Object.entries(more.tags ?? {}).map(([key, value]) => `${key}=${value}`).join(", ")],
      ["Answers", answers(control)],
    ]),
    ...exemptionPart(word("exemption", finding)),
    ...evidencePart(more.evidence),
    ...repairsPart(more.repairs),
  ];
}

/** What a control answers, by framework. */
function answers(control) {
  const ids = framework => [...new Set((control?.crosswalk ?? []).filter(mapping => mapping.framework === framework.key).map(mapping => mapping.requirement))];
  return header.catalogue.frameworks.filter(framework => ids(framework).length > 0).map(framework => `${framework.name} ${framework.version}: ${ids(framework).join(", ")}`).join("; ");
}

function compared(declared, observed) {
  if (declared === "" && observed === "") return [];
  const side = (name, json) => element("div", {}, element("h4", {}, name), element("pre", { tabindex: "0", "aria-label": name }, ...pretty(json)));
  return [element("div", { class: "compared" }, side("Declared", declared), side("Observed", observed))];
}

/** A value in lines, whose ends are ours: one within a text is shown as the sign that it is. */
function pretty(json) {
  if (json === "") return ["not given as a value"];
  try {
    return JSON.stringify(JSON.parse(json), null, 2).split("\n").flatMap(line => [line, document.createTextNode("\n")]);
  } catch {
    return [json];
  }
}

function terms(pairs) {
  return element("dl", { class: "terms" }, ...pairs.filter(([, value]) => value).flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
}

function exemptionPart(id) {
  if (id === "") return [];
  const exemption = exemptions.get(id);
  if (!exemption) return [element("h4", {}, "Exemption"), element("p", {}, `${id}, which the report does not list`)];
  return [element("h4", {}, "Exemption"), terms([
    ["Id", exemption.id],
    ["Reason", exemption.reason],
    ["Ticket", exemption.ticket],
    ["Owner", exemption.owner],
    ["Requester", exemption.requestedBy],
    ["Approver", exemption.approver],
    ["In force", `${moment(exemption.from)} to ${moment(exemption.expires)}`],
    ["Too broad", exemption.tooBroad],
  ])];
}

function evidencePart(evidence) {
  if (evidence.length === 0) return [element("h4", {}, "Evidence"), element("p", {}, "None: no call was answered, or the finding follows from the policies alone.")];
  return [element("h4", {}, "Evidence"), ...evidence.map(item => element("div", { class: "evidence" }, terms([
    ["Source", item.source],
    ["Call", item.call],
    ["Account", `${item.accountId} · ${item.region}`],
    ["Principal", item.principal],
    ["Time", moment(item.at)],
    ["Request id", item.requestId],
    ["SHA-256", item.sha256],
  ]), ...commandPart(item.command)))];
}

function commandPart(command) {
  if (!command) return [];
  const code = element("code", {}, command);
  const shown = element("pre", { class: "command", tabindex: "0", "aria-label": "AWS CLI command that shows the same" }, code);
  // A control or direction mark in a command could run what is not seen.
  if (command.search(hidden) >= 0) return [shown, element("p", { class: "sub" }, "The command holds signs that cannot be seen, so it is not offered for copying.")];
  const said = element("span", { role: "status" });
  return [shown, element("p", { class: "copy" }, element("button", { type: "button", click: () => copy(command, code, said) }, "Copy the command"), said)];
}

async function copy(text, code, said) {
  try {
    await navigator.clipboard.writeText(text);
    said.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(code);
    said.textContent = "Selected: the browser keeps the clipboard to itself, press its keys for copying";
  }
}

function repairsPart(repairs) {
  if (repairs.length === 0) return [];
  return [element("h4", {}, "Repairs"), element("ol", { class: "repairs" }, ...repairs.map(repair => element("li", {}, element("strong", {}, repair.step), ` ${moment(repair.at)}: ${repair.why}`, terms([
    ["Caused by", repair.actor],
    ["Decided by", repair.decidedBy ?? "the policies"],
    ["Ledger line", repair.hash],
  ]))))];
}

detail.addEventListener("keydown", event => {
  if (event.key === "Escape") closeDetail();
});
