// The view of the articles: their paragraphs, and beside each its claims, coloured by speaker. What is
// written here goes into the draft of the unit, which stays the truth. Texts are put into the page as
// text, never as HTML.
"use strict";

const VOICES = 8; // colours
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
    ...found.differences.map((one) => differenceForm(one, found.kinds)),
    ...found.sources.map((source) => sourceView(source, voices)),
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

function sourceView(source, voices) {
  const paragraphs = source.paragraphs.map((paragraph) =>
    make(
      "li",
      { className: "beside" },
      make("p", { className: "paragraph" }, make("b", { textContent: paragraph.at || paragraph.number }), paragraph.text),
      make("ul", {}, ...paragraph.claims.map((claim) => claimView(claim, voices))),
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

function claimView(claim, voices) {
  const who = claim.speakers.join(" ← ") || "?";
  const facts = [claim.status, claim.figure, claim.as_of].filter(Boolean).join(" · ");
  return make(
    "li",
    { className: `claim voice-${voices.get(claim.voice)}${claim.todo ? " todo" : ""}`, id: `claim-${claim.id}` },
    make("span", { className: "who", textContent: who }),
    claim.drafted
      ? field("claims", claim.id, "says", claim.says, "TODO: in your own words")
      : make("p", { textContent: claim.says }),
    make("p", { className: "facts", textContent: facts }),
    make(
      "p",
      { className: "guesses" },
      ...claim.guesses.map((key) =>
        button(`${key} ${key === "speakers" ? "are" : "is"} right`, { file: "claims", id: claim.id, key }),
      ),
    ),
    make("code", { className: "place", textContent: claim.place }),
  );
}

// A text that is written into the draft when the reader leaves it.
function field(file, id, key, value, placeholder) {
  const made = make("textarea", { value, placeholder, rows: 2, ariaLabel: `${key} of ${id}` });
  made.addEventListener("input", () => {
    made.dataset.dirty = "yes";
  });
  made.addEventListener("change", () => {
    delete made.dataset.dirty;
    if (made.value.trim()) send({ file, id, key, value: made.value });
  });
  return made;
}

function differenceForm(one, kinds) {
  const chosen = make("select", { ariaLabel: `kind of ${one.id}` });
  chosen.append(
    make("option", { value: "", textContent: "which kind?" }),
    ...kinds.map((kind) => make("option", { value: kind, textContent: kind, selected: kind === one.kind })),
  );
  chosen.addEventListener("change", () => {
    if (chosen.value) send({ file: "differences", id: one.id, key: "kind", value: chosen.value });
  });
  return make(
    "section",
    { className: `difference${one.todo ? " todo" : ""}` },
    make("h3", { textContent: "Possible: check who, where, when" }),
    ...one.figures.map((figure) => make("p", { textContent: figure })),
    chosen,
    field("differences", one.id, "topic", one.topic, "what both are about"),
    field("differences", one.id, "why", one.why, "why it is of this kind"),
    field("differences", one.id, "settled_by", one.settled_by, "what would settle it"),
  );
}

function figureTable(text) {
  if (!text) return "";
  return make("details", {}, make("summary", { textContent: "All figures with their nearest" }), make("pre", { textContent: text }));
}
