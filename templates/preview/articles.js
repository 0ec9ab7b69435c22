// The view of the articles: their paragraphs, and beside each its claims, coloured by speaker. What is
// written here goes into the draft of the unit, which stays the truth. Texts are put into the page as
// text, never as HTML.
"use strict";

const VOICES = 8; // colours
// The entries that stand above the articles: their file, a title, and whether they are open at first.
const GROUPS = [
  ["differences", "Possible differences: check who, where, when", true],
  ["speakers", "Who speaks", false],
  ["context", "Timeline, agreements, loaded words, glossary", false],
  ["questions", "Proposed questions", true],
];
const opened = new Map(); // which of them a reader opened or closed
let told = ""; // what the last change did

async function drawArticles() {
  const unit = state.unit;
  const answer = await fetch(`/articles/${encodeURIComponent(unit)}`);
  const found = answer.ok ? await answer.json() : { error: await answer.text() };
  if (unit !== state.unit || address().view !== ARTICLES) return;
  // Do not draw over a text that is being written.
  if (at("articles").contains(document.activeElement) && document.activeElement.dataset.dirty) return;
  const room = at("articles");
  if (found.error) {
    room.replaceChildren(make("p", { className: "none", textContent: found.error }));
    return;
  }
  const voices = colours(found);
  room.replaceChildren(
    head(found),
    ...GROUPS.map(([file, title, open]) => group(title, open, found.forms.filter((one) => one.file === file))),
    ...found.sources.map((source) => sourceView(source, voices, found.statuses)),
    figureTable(found.figures),
  );
}

// Each speaker has a colour, in the order in which they speak.
function colours(found) {
  const ids = found.sources.flatMap((source) =>
    source.paragraphs.flatMap((paragraph) => paragraph.claims.map((claim) => claim.voice)),
  );
  return new Map([...new Set(ids)].map((id, place) => [id, place % VOICES]));
}

function head(found) {
  const text = found.drafted
    ? `${found.left} left to write or to delete`
    : "No draft: “kzquiz draft” makes one. These are the claims of the unit.";
  const buttons = [
    button("Take back", { undo: true }, found.undo === 0),
    button("Accept what is written", { accept: true }, !found.drafted),
    button("Propose questions", { propose: true }),
  ];
  return make(
    "p",
    { className: "draft-head" },
    make("strong", { id: "left", textContent: text }),
    ...(found.drafted ? buttons : []),
    make("span", { id: "told", role: "status", textContent: told }),
  );
}

function button(text, change, disabled = false) {
  const made = make("button", { type: "button", textContent: text, disabled });
  made.addEventListener("click", () => send(change));
  return made;
}

async function send(change) {
  told = "…";
  if (at("told")) at("told").textContent = told;
  const answer = await fetch(`/articles/${encodeURIComponent(state.unit)}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(change),
  });
  const found = answer.ok ? await answer.json() : { error: await answer.text() };
  told = found.error || found.done;
  document.activeElement?.blur?.();
  await drawArticles();
}

function sourceView(source, voices, statuses) {
  const paragraphs = source.paragraphs.map((paragraph) =>
    make(
      "li",
      { className: "beside" },
      make("p", { className: "paragraph" }, make("b", { textContent: paragraph.at || paragraph.number }), paragraph.text),
      make("ul", {}, ...paragraph.claims.map((claim) => claimView(claim, voices, statuses))),
    ),
  );
  return make(
    "section",
    {},
    make("h2", { textContent: source.label }),
    source.missing ? make("p", { className: "none", textContent: source.missing }) : null,
    make("ol", {}, ...paragraphs),
  );
}

function claimView(claim, voices, statuses) {
  const who = claim.speakers.join(" ← ") || "?";
  const facts = [claim.drafted ? "" : claim.status, claim.figure, claim.as_of].filter(Boolean).join(" · ");
  return make(
    "li",
    { className: `claim voice-${voices.get(claim.voice)}${claim.todo ? " todo" : ""}`, id: `claim-${claim.id}` },
    make("span", { className: "who", textContent: who }),
    claim.printed ? make("q", { className: "facts", textContent: claim.printed }) : null,
    claim.drafted
      ? field("claims", claim.id, { key: "says", value: claim.says, ask: "TODO: in your own words" })
      : make("p", { textContent: claim.says }),
    make("p", { className: "facts", textContent: facts }),
    make(
      "p",
      { className: "guesses" },
      claim.drafted
        ? field("claims", claim.id, { key: "status", value: claim.status, choices: statuses })
        : null,
      ...claim.guesses.map((key) => confirm("claims", claim.id, key)),
      claim.drafted ? deletion("claims", claim.id) : null,
    ),
    place(claim),
  );
}

const confirm = (file, id, key) =>
  button(`${key} ${key === "speakers" ? "are" : "is"} right`, { file, id, key });

function deletion(file, id) {
  const made = button("Delete", { file, id, drop: true });
  made.ariaLabel = `Delete ${id}`;
  return made;
}

// The file and line of an entry: a click opens it in the editor, if that is Visual Studio Code.
function place(one) {
  const title = "Opens in Visual Studio Code";
  return make("a", { className: "place", href: one.opens, title }, make("code", { textContent: one.place }));
}

// A value that is written into the draft when the reader leaves it or chooses it.
function field(file, id, { key, value, ask, choices = [] }) {
  const ariaLabel = `${key} of ${id}`;
  if (choices.length) {
    const made = make("select", { ariaLabel });
    made.append(
      make("option", { value: "", textContent: `${key}?` }),
      ...choices.map((one) => make("option", { value: one, textContent: one, selected: one === value })),
    );
    made.addEventListener("change", () => {
      if (made.value) send({ file, id, key, value: made.value });
    });
    return made;
  }
  const made = make("textarea", { value, placeholder: ask || key, rows: value.length > 90 || key === "says" ? 2 : 1, ariaLabel });
  made.addEventListener("input", () => {
    made.dataset.dirty = "yes";
  });
  made.addEventListener("change", () => {
    delete made.dataset.dirty;
    if (made.value.trim()) send({ file, id, key, value: made.value });
  });
  return made;
}

function group(title, open, forms) {
  if (!forms.length) return "";
  const left = forms.filter((one) => one.todo).length;
  const heading = make("h2", { textContent: `${title} (${left ? `${left} left` : "all written"})` });
  const made = make("details", { open: opened.get(title) ?? open }, make("summary", {}, heading), ...forms.map(form));
  made.addEventListener("toggle", () => opened.set(title, made.open));
  return made;
}

function form(one) {
  return make(
    "section",
    { className: `entry${one.todo ? " todo" : ""}` },
    make("h3", { textContent: one.id }),
    ...one.lines.map((text) => make("p", { className: "facts", textContent: text })),
    one.shown ? make("pre", { textContent: one.shown }) : null,
    ...one.fields.map((part) =>
      make("div", { className: "field" }, make("span", { textContent: part.key }), field(one.file, one.id, part),
        part.guess ? confirm(one.file, one.id, part.key) : null),
    ),
    make("p", { className: "guesses" }, deletion(one.file, one.id)),
    place(one),
  );
}

// Every figure, and below it the two nearest of its measure in every source.
function figureTable(rows) {
  if (!rows.length) return "";
  const body = rows.map((row) =>
    make(
      "tr",
      { className: row.near ? "near" : "" },
      make("td", {}, toClaim(row.claim)),
      make("td", { textContent: row.text }),
    ),
  );
  const head = make(
    "tr",
    {},
    make("th", { scope: "col", textContent: "claim" }),
    make("th", { scope: "col", textContent: "figure (who says it; when), and below it the nearest" }),
  );
  const table = make("table", {}, make("thead", {}, head), make("tbody", {}, ...body));
  const title = "All figures with their nearest";
  const made = make("details", { open: opened.get(title) ?? false }, make("summary", {}, make("h2", { textContent: title })), table);
  made.addEventListener("toggle", () => opened.set(title, made.open));
  return made;
}

function toClaim(id) {
  const made = make("button", { type: "button", className: "to-claim", textContent: id });
  made.addEventListener("click", () => {
    const claim = at(`claim-${id}`);
    claim?.scrollIntoView({ block: "center" });
    claim?.querySelector("textarea, a")?.focus({ preventScroll: true });
  });
  return made;
}
