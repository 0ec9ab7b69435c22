// What is shown after an answer: the right answer first, then the reasons, and the evidence folded.

function judge(item, state, place, text) {
  const input = make("input", { type: "checkbox", checked: !!state.judged[place] });
  input.addEventListener("change", () => {
    state.judged[place] = input.checked ? 1 : 0;
    judgedAgain(item, state);
  });
  return make("label", { className: "judge" }, input, text);
}

function judgedAgain(item, state) {
  state.score = grade(item, state).score;
  record(item, state);
  showVerdict(item, state);
}

// Show a message below a question. Screen readers read it aloud.
function hint(item, text) {
  let shown = one(".hint", item.li);
  if (!shown) {
    shown = make("p", { className: "hint made" });
    shown.setAttribute("role", "status");
    one(".acts", item.li).before(shown);
  }
  shown.textContent = text;
}

const fold = (name, className, ...content) =>
  make("details", { className: `${className} made` }, make("summary", {}, name), ...content);

// Fold a copy of each claim on which an answer, or a part of it, rests.
function prove(within, { dataset, children }) {
  const numbers = (dataset.claims || "").split(" ").filter(Boolean);
  if (!numbers.length) return;
  const places = new Set();
  const proofs = numbers.map((number) => {
    const claim = one(`#c${number}`);
    const note = one("small", claim);
    const says = claim.cloneNode(true);
    one("small", says).remove();
    const source = words(one("h2", claim.closest("section")));
    const place = TEXT.claimPlace(source, words(one("b", claim.closest("p"))));
    places.add(place);
    const own = [...children].filter((element) => element.dataset.claim === number);
    const quotations = own.length ? own : all(":scope > q", note);
    const rows = all(":scope > i", note).flatMap((fact, at) => [
      make("dt", {}, TEXT.claimFacts[at]),
      make("dd", {}, ...copy(fact)),
    ]);
    return make(
      "div",
      {},
      make("b", {}, place),
      make("p", {}, ...says.childNodes),
      ...quotations.map((q) => make("p", {}, TEXT.inItsWords, make("q", {}, ...copy(q)))),
      make("dl", {}, ...rows),
      make("a", { href: `#${claim.id}`, textContent: TEXT.showSource }),
    );
  });
  within.append(fold(TEXT.evidence([...places].join("; ")), "proof", ...proofs));
}

// The charts of the figures that an answer compares. Screen readers read their titles.
function picture({ answer }) {
  const numbers = (answer.dataset.figures || "").split(" ").filter(Boolean);
  numbers.forEach((number) => {
    const drawn = one(`#figures-${number} svg`).cloneNode(true);
    drawn.removeAttribute("aria-labelledby");
    all("[id]", drawn).forEach((element) => element.removeAttribute("id"));
    answer.append(fold(TEXT.figures, "picture", drawn));
  });
}

// The first line of an answer names the right one; of several parts a list is below it.
function heading(item) {
  const right = item.behaviour.right(item);
  const single = right.length === 1;
  const name = item.behaviour.headed?.(item) || (single ? TEXT.rightAnswer : TEXT.rightAnswers);
  const head = make("h3", { className: "made", tabIndex: -1 }, make("span", {}, name));
  if (single) {
    head.append(" ", ...right[0]);
    return [head];
  }
  const list = right.map((answer) => make("li", {}, make("span", { className: "sign" }), ...answer));
  return [head, make("ol", { className: "right-answers made" }, ...list)];
}

// What came of an answer. One that can be argued counts if the pupil says why it was given.
function outcome(item, state) {
  if (state.seen) return "seen";
  const open = argued(item, state);
  const { parts, score } = grade(item, state);
  if (score === 1) return open.length ? "argued" : "right";
  if (open.length && parts.every((part, at) => part === 1 || open[at])) return "arguable";
  return score > 0 ? "partly" : "wrong";
}

function showVerdict(item, state) {
  const { parts, score } = grade(item, state);
  const waits = item.behaviour.waits && !state.judged.length;
  const came = outcome(item, state);
  let text = TEXT.correct;
  if (state.seen) text = TEXT.seen;
  else if (waits) text = TEXT.judge;
  else if (came === "arguable") text = TEXT.arguable;
  else if (came === "argued") text = TEXT.counted;
  else if (score < 1) {
    const right = parts.filter((part) => part === 1).length;
    text = TEXT.notYet;
    if (score > 0) text += parts.length > 1 ? TEXT.someRight(right, parts.length) : TEXT.nearly;
  } else if (!lesson && streak() > 1) text += TEXT.inARow(streak());
  const arguable = came === "arguable" || came === "argued";
  const verdict = waits || state.seen ? null : arguable ? "arguable" : sign(score === 1);
  one(".verdict", item.answer).replaceChildren(word(verdict, text));
  if (verdict) markParts(item, state, parts);
  paint(item.answer, verdict);
}

const paint = (element, verdict) =>
  Object.keys(GLYPHS).forEach((name) => element.classList.toggle(name, name === verdict));

// Mark fields and right answers with a sign each where they are graded one by one.
function markParts(item, state, parts) {
  const open = argued(item, state);
  const signs = all(".right-answers .sign", item.answer);
  parts.forEach((part, at) => {
    const verdict = open[at] ? "arguable" : sign(part === 1);
    if (parts.length === item.controls.length) paint(item.controls[at], verdict);
    if (parts.length === signs.length) signs[at].replaceChildren(word(verdict, ""));
  });
}

function clear(item) {
  all(".made", item.li).forEach((element) => element.remove());
  all(".right, .arguable, .wrong", item.li).forEach((element) => paint(element, null));
  item.li.classList.remove("answered");
  lock(item, false);
  item.answer.hidden = true;
  item.behaviour.arrange?.(item, !lesson && inRound(item));
  fill(item, item.start);
}

const lock = (item, locked) =>
  all("input, select, textarea, .steps button", item.fields).forEach((e) => (e.disabled = locked));

function reveal(item, state) {
  clear(item);
  fill(item, state.given);
  lock(item, true);
  item.li.classList.add("answered");
  const { behaviour } = item;
  const { parts } = grade(item, state);
  // The options are read before they are marked.
  const own = behaviour.own?.(item, state, parts) || [];
  const rest = behaviour.rest?.(item, state, parts) || [];
  item.answer.prepend(
    ...heading(item),
    make("p", { className: "verdict made" }),
    ...own,
  );
  own.forEach((note) => note.classList.add("made"));
  behaviour.mark?.(item, state, parts);
  if (rest.length) item.answer.append(fold(TEXT.others, "others", ...rest));
  prove(item.answer, item.answer);
  picture(item);
  showVerdict(item, state);
  item.answer.hidden = false;
}
