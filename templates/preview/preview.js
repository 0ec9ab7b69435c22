// The page of kzquiz preview. When the server reports a change, it asks for the state and draws the
// parts that differ. Texts of the author are put into the page as text, never as HTML. Sheets and
// cards are shown in frames that cannot change the page.
"use strict";

const at = (id) => document.getElementById(id);
const filters = at("filters");
const FILTERS = { kind: "kinds", skill: "skills", level: "levels", source: "sources" };
const ARTICLES = "~articles"; // the view of the articles; no recipe can have this name
let state = null;
let asked = 0; // number of requests for the state

function make(name, options = {}, ...children) {
  const made = Object.assign(document.createElement(name), options);
  made.append(...children.filter((child) => child !== null));
  return made;
}

// Printed outputs of a recipe are shown side by side, any other output alone.
const printed = (sheet) => state.outputs[sheet.output].printed;
const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

// --- where we are: #UNIT, #UNIT/q/QUESTION, #UNIT/RECIPE, #UNIT/quiz -----------------------------

function address() {
  const [unit, view, question] = location.hash.slice(1).split("/").map(decodeURIComponent);
  return { unit: unit || "", view: view || "", question: view === "q" ? question : "" };
}

const link = (...parts) => "#" + parts.map(encodeURIComponent).join("/");
const go = (...parts) => history.replaceState(null, "", link(...parts));

// --- the state -----------------------------------------------------------------------------------

// Responses may come in another order than the requests; only that of the last one counts.
async function refresh() {
  const turn = (asked += 1);
  const answer = await fetch(`/state/${encodeURIComponent(address().unit)}`);
  const found = await answer.json();
  if (turn !== asked) return;
  const before = state;
  state = found;
  follow(before);
  draw();
}

// An author who saves a question wants to see it.
function follow(before) {
  const now = address();
  if (!before || before.unit !== state.unit || (now.view && now.view !== "q")) return;
  const stamps = new Map(before.questions.map((question) => [question.id, question.stamp]));
  const changed = state.questions.filter((question) => stamps.get(question.id) !== question.stamp);
  if (changed.length === 1) go(state.unit, "q", changed[0].id);
}

function listen() {
  const events = new EventSource("/events");
  events.onmessage = () => {
    document.body.classList.remove("lost");
    refresh();
  };
  events.onerror = () => {
    document.body.classList.add("lost");
    at("state").textContent = "kzquiz preview has ended; start it again";
  };
}

// --- drawing -------------------------------------------------------------------------------------

function draw() {
  const now = address();
  document.title = `${state.title || state.unit} · kzquiz preview`;
  document.body.classList.toggle("broken", Boolean(state.broken));
  document.body.classList.toggle("at-question", Boolean(now.question));
  drawHead(now);
  drawProblems();
  const sheets = state.sheets.filter(
    (sheet) => (printed(sheet) ? sheet.id : sheet.output) === now.view,
  );
  const articles = now.view === ARTICLES;
  at("articles").hidden = !articles;
  if (articles) drawArticles();
  at("questions").hidden = articles || sheets.length > 0;
  at("sheets").hidden = sheets.length === 0;
  drawSheets(sheets);
  drawFilters();
  drawList(now);
  drawQuestion(now);
}

function drawHead(now) {
  const several = state.units.length > 1;
  at("title").textContent = several ? "" : state.title || state.unit;
  at("unit").hidden = !several;
  at("unit").replaceChildren(
    ...state.units.map((unit) =>
      make("option", { value: unit.name, textContent: unit.title, selected: unit.name === state.unit }),
    ),
  );
  const recipes = new Map();
  const alone = new Map();
  for (const sheet of state.sheets) {
    if (printed(sheet)) recipes.set(sheet.id, sheet.title);
    else alone.set(sheet.output, state.outputs[sheet.output].title);
  }
  const views = [["", "Questions"], [ARTICLES, "Articles"], ...recipes, ...alone];
  at("views").replaceChildren(
    ...views.map(([view, title]) => {
      const made = make("a", { href: link(state.unit, ...(view ? [view] : [])), textContent: title });
      if (view === (now.view === "q" ? "" : now.view)) made.setAttribute("aria-current", "page");
      return made;
    }),
  );
  at("state").textContent = state.broken
    ? "the last version that could be read"
    : state.checking
      ? "checking …"
      : "up to date";
}

function drawProblems() {
  const found = state.problems;
  at("problems").hidden = found.length === 0;
  const title = state.broken
    ? `${counted(found.length, "problem")}: until mended, what is below is the last version that could be read`
    : `${counted(found.length, "problem")} elsewhere in the unit`;
  // Missing parts of a unit can wait; files that cannot be read come first.
  const open = state.broken || at("problems").firstChild?.open || found.length < 3;
  const heading = make("summary", {}, make("h2", { textContent: title }));
  at("problems").replaceChildren(make("details", { open }, heading, problemList(found)));
}

const problemList = (found) => make("ul", { className: "problems" }, ...found.map(problem));

function problem(found) {
  return make(
    "li",
    { className: `problem ${found.severity}` },
    make("code", { className: "place", textContent: found.place }),
    make("span", { className: "kind", textContent: `${found.severity}: ` }),
    found.message,
    found.excerpt ? make("pre", { textContent: found.excerpt }) : null,
    found.help ? make("p", { textContent: found.help }) : null,
    /^[A-Z]{2}\d\d/.test(found.code) ? explanation(found.code) : null,
  );
}

function explanation(code) {
  const text = make("pre");
  const made = make("details", {}, make("summary", { textContent: `what ${code} is about` }), text);
  made.addEventListener("toggle", async () => {
    if (!text.textContent) text.textContent = await (await fetch(`/rule/${code}`)).text();
  });
  return made;
}

function drawFilters() {
  for (const name of Object.keys(FILTERS)) {
    const field = filters.elements[name];
    const counts = new Map();
    for (const question of state.questions) {
      for (const value of values(question, name)) counts.set(value, (counts.get(value) || 0) + 1);
    }
    const chosen = field.value;
    if (chosen && !counts.has(chosen)) counts.set(chosen, 0);
    field.replaceChildren(
      make("option", { value: "", textContent: `All ${FILTERS[name]}` }),
      ...[...counts].map(([value, count]) =>
        make("option", { value, textContent: `${value} (${count})`, selected: value === chosen }),
      ),
    );
  }
}

function values(question, name) {
  return name === "skill" ? question.skills : name === "source" ? question.sources : [question[name]];
}

function chosen(question) {
  const text = filters.elements.text.value.trim().toLowerCase();
  return (
    Object.keys(FILTERS).every((name) => {
      const wanted = filters.elements[name].value;
      return !wanted || values(question, name).includes(wanted);
    }) &&
    (!filters.elements.wrong.checked || question.problems.length > 0) &&
    (!text || `${question.id} ${question.stem}`.toLowerCase().includes(text))
  );
}

function drawList(now) {
  const shown = state.questions.filter(chosen);
  const wrong = shown.filter((question) => question.problems.length).length;
  const of = shown.length === state.questions.length ? "" : ` of ${state.questions.length}`;
  at("count").textContent =
    `${shown.length}${of} ${state.questions.length === 1 ? "question" : "questions"}` +
    (wrong ? `, ${wrong} with problems` : "");
  at("list").replaceChildren(
    ...shown.map((question) => {
      const count = question.problems.length;
      const worst = question.problems.some((one) => one.severity === "error") ? " error" : "";
      const badge = make("span", { className: `badge${worst}`, textContent: counted(count, "problem") });
      const made = make(
        "a",
        { href: link(state.unit, "q", question.id) },
        count ? badge : null,
        make("span", { className: "stem", textContent: question.stem }),
        make("code", { textContent: question.id }),
      );
      if (question.id === now.question) made.setAttribute("aria-current", "true");
      return make("li", {}, made);
    }),
  );
}

function drawQuestion(now) {
  const room = at("question");
  const question = state.questions.find((one) => one.id === now.question);
  if (!question) {
    const text = now.question
      ? `There is no question “${now.question}” any more.`
      : state.questions.length
        ? "Choose a question: how it prints, how its key prints, how its card looks. Save one, and it shows by itself."
        : "Nothing could be read yet.";
    room.replaceChildren(make("p", { className: "none", textContent: text }));
    room.dataset.shown = "";
    return;
  }
  const shown = JSON.stringify([state.unit, question.id, question.cards]);
  if (room.dataset.shown !== shown) {
    room.replaceChildren(
      make("a", { className: "back", href: link(state.unit), textContent: "‹ all questions" }),
      make("h2"),
      make("div", { className: "facts" }),
      make("div", { className: "wrong" }),
      ...pictures(question),
    );
    room.dataset.shown = shown;
  }
  room.querySelector("h2").textContent = question.stem;
  room.querySelector(".facts").replaceChildren(...facts(question));
  const wrong = room.querySelector(".wrong");
  wrong.replaceChildren(problemList(question.problems));
  wrong.hidden = question.problems.length === 0;
  for (const stack of room.querySelectorAll(".stack")) show(stack, question.stamp);
}

function facts(question) {
  const about = [
    question.kind,
    question.skills.join(", "),
    question.level,
    question.sources.join(" and ") || "no source",
    counted(question.marks, "mark"),
  ];
  const where = question.sheets.length ? `Stands in: ${question.sheets.join(" · ")}` : "Stands in no sheet and no deck";
  return [
    make("p", {}, make("code", { textContent: question.place }), ` (${question.id})`),
    make("p", { textContent: about.join(" · ") }),
    make("p", { textContent: where }),
  ];
}

function pictures(question) {
  const papers = Object.entries(state.outputs)
    .filter(([, output]) => output.printed)
    .map(([name, output]) => framed(output.title, name, { question: question.id }));
  const made = [
    make("h3", { textContent: "On paper" }),
    make("div", { className: "pair" }, ...papers),
  ];
  question.cards.forEach((part, place) => {
    const which = question.cards.length > 1 ? ` ${place + 1} of ${question.cards.length}` : "";
    made.push(make("h3", { textContent: `Card${which}` }));
    const sides = ["front", "back"].flatMap((side) =>
      ["day", "night"].map((light) =>
        framed(`${side}, by ${light}`, "card", { question: question.id, part, side, light }, light),
      ),
    );
    made.push(make("div", { className: "sides" }, ...sides));
  });
  if (!question.cards.length) {
    made.push(make("h3", { textContent: "No card" }));
    made.push(make("p", { className: "facts", textContent: question.left_out.join("; ") }));
  }
  return made;
}

function drawSheets(sheets) {
  const room = at("sheets");
  const shown = JSON.stringify([state.unit, sheets.map((sheet) => [sheet.id, sheet.output])]);
  if (room.dataset.shown !== shown) {
    room.replaceChildren(
      ...sheets.map((sheet) => framed(state.outputs[sheet.output].title, sheet.output, { recipe: sheet.id })),
    );
    const screen = !sheets.every(printed);
    room.className = screen ? "whole screen" : "whole pair";
    room.dataset.shown = shown;
  }
  [...room.querySelectorAll(".stack")].forEach((stack, place) => show(stack, sheets[place].stamp));
}

// --- frames --------------------------------------------------------------------------------------

function framed(title, what, query, light = "day") {
  const url = `/frame/${encodeURIComponent(state.unit)}/${what}?${new URLSearchParams(query)}`;
  const stack = make("div", { className: `stack ${light}` });
  Object.assign(stack.dataset, { url, title });
  const alone = make("a", { href: url, target: "_blank", rel: "noopener", textContent: "alone" });
  return make("figure", {}, make("figcaption", {}, title, alone), stack);
}

// A changed frame gets its new document in place if it may run the same scripts. Otherwise a new frame
// is loaded behind the old one, and replaces it when it is drawn.
async function show(stack, stamp) {
  const url = `${stack.dataset.url}&stamp=${stamp}`;
  if (stack.dataset.wanted === url) return;
  stack.dataset.wanted = url;
  const frame = [...stack.children].find((one) => !one.classList.contains("coming"));
  if (frame?.dataset.listens && frame.dataset.templates === String(state.templates)) {
    const answer = await fetch(url);
    const html = await answer.text();
    if (stack.dataset.wanted !== url) return;
    if (answer.ok && frame.isConnected) {
      frame.contentWindow.postMessage(html, "*");
      return;
    }
  }
  load(stack, url);
}

function load(stack, url) {
  const frame = make("iframe", { title: stack.dataset.title });
  frame.setAttribute("sandbox", "allow-scripts allow-forms");
  frame.dataset.templates = state.templates;
  for (const coming of stack.querySelectorAll(".coming")) coming.remove();
  frame.loading = stack.firstChild ? "eager" : "lazy";
  if (stack.firstChild) frame.className = "coming";
  frame.addEventListener("load", () => setTimeout(() => arrived(frame), 100));
  frame.src = url;
  stack.append(frame);
}

function arrived(frame) {
  frame.classList.remove("coming");
  for (const other of [...(frame.parentNode?.children || [])]) {
    if (other !== frame && !other.classList.contains("coming")) other.remove();
  }
}

window.addEventListener("message", (event) => {
  const frame = [...document.querySelectorAll("iframe")].find((one) => one.contentWindow === event.source);
  if (!frame || !Number.isFinite(event.data)) return;
  frame.style.height = `${Math.min(Math.max(event.data, 40), 200000)}px`;
  frame.dataset.listens = "yes";
  arrived(frame);
});

// --- the reader ----------------------------------------------------------------------------------

filters.addEventListener("input", () => drawList(address()));
filters.addEventListener("submit", (event) => event.preventDefault());
at("unit").addEventListener("change", (event) => {
  location.hash = link(event.target.value);
});
window.addEventListener("hashchange", () => {
  const now = address();
  if (state && now.unit === state.unit) {
    draw();
    if (now.question) scrollTo(0, 0);
  } else {
    refresh();
  }
});
listen();
