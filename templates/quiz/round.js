// The start page and a round: which questions it has, how they follow each other, how it ends.

const home = one("#home");
const bar = one("#bar");
const sources = one("#sources");
const submit = (text) => make("button", { className: "main", textContent: text });
const button = (text, className = "") =>
  make("button", { type: "button", className, textContent: text });
const check = submit(TEXT.check);
const showAnswer = button(TEXT.showAnswer);
const next = button(TEXT.next, "main");
const acts = make("p", { className: "acts" }, check, showAnswer, next);
let current = null;
let lesson = null; // class mode, while it lasts

const body = document.body;
const playing = () => body.classList.contains("playing");
const done = (item) => kept.items[item.id];
const came = (item, ...outcomes) => !!done(item) && outcomes.includes(done(item).outcome);
const missed = (item) => came(item, "arguable", "partly", "wrong");
const knows = (item) => came(item, "right", "argued");
const ticked = (name) => all(`[name=${name}]:checked`, home).map((input) => input.value);
const queue = () => (lesson ? lesson.queue : kept.round ? kept.round.ids.map((id) => named.get(id)) : []);
const inRound = (item) => playing() && queue().includes(item);

// --- the choice of questions ---------------------------------------------------------------------

// The questions of the chosen skills and levels; without a choice, of all.
function chosen() {
  const [skills, levels] = [ticked("skill"), ticked("level")];
  const fits = (values, value) => !values.length || values.includes(value);
  return items.filter((item) => fits(skills, item.skill) && fits(levels, item.level));
}

// The chosen questions in the pupil's order. The easier ones of every skill come first, so that a
// short round has several skills.
function mixed() {
  const levels = all("[name=level]", home).map((input) => input.value);
  const level = (item) => levels.indexOf(item.level);
  const random = (item) => hash(`${kept.seed}/${item.id}`);
  const taken = {};
  const turn = new Map();
  const pool = chosen().sort((a, b) => level(a) - level(b) || random(a) - random(b));
  pool.forEach((item) => turn.set(item, (taken[item.skill] = (taken[item.skill] || 0) + 1)));
  return pool.sort((a, b) => turn.get(a) - turn.get(b) || random(a) - random(b));
}

// A question for a quick round: one tick, and read in a quarter of a minute, at 200 words a minute.
// With ten seconds to decide, five of them take two minutes.
const isQuick = ({ boxes, controls, length }) =>
  boxes.length === controls.length && boxes[0]?.type === "radio" && length <= 60;

const isQuickRound = () => ticked("many")[0] === "quick" && upcoming().every(isQuick);

// What was missed comes first, but in a short round it takes at most half of the places.
function upcoming() {
  const many = ticked("many")[0];
  let pool = mixed();
  if (many === "quick") pool = [...pool.filter(isQuick), ...pool.filter((i) => !isQuick(i))];
  const most = many === "all" ? pool.length : many === "quick" ? 5 : +many;
  const open = pool.filter((item) => !knows(item));
  if (!open.length) return pool.slice(0, most);
  const again = open.filter(missed);
  const fresh = open.filter((item) => !done(item));
  const first = again.splice(0, Math.max(Math.floor(most / 2), most - fresh.length));
  return [...first, ...fresh, ...open.filter((item) => came(item, "seen")), ...again].slice(0, most);
}

// --- playing -------------------------------------------------------------------------------------

function begin(asked) {
  const ids = asked.map((item) => item.id);
  kept.round = { ids, first: ids.length, at: 0, done: [] };
  enter();
  show();
}

// Show the questions instead of the start page. Those of the round can be printed.
function enter() {
  one("#result").hidden = true;
  home.hidden = true;
  bar.hidden = false;
  body.classList.add("playing");
  queue().forEach((item) => {
    clear(item);
    [item.li, item.section].forEach((element) => element.classList.add("asked"));
  });
  sources.open = !lesson && matchMedia("(min-width: 64rem)").matches;
}

function turnTo(item) {
  all(".now").forEach((element) => element.classList.remove("now"));
  current = item;
  if (item) [item.li, item.section].forEach((element) => element.classList.add("now"));
}

// Show the question of the round whose turn it is.
function show() {
  const { ids, at, first } = kept.round;
  if (at >= ids.length) {
    finish();
    return;
  }
  turnTo(named.get(ids[at]));
  const { level } = current;
  one("#place").textContent =
    at < first ? TEXT.place(at + 1, first, level) : TEXT.again(at - first + 1, ids.length - first, level);
  Object.assign(one("#done"), { max: ids.length, value: at });
  if (isAnswered()) reveal(current, done(current));
  else clear(current);
  current.li.append(acts);
  toggle();
  save();
  current.legend.focus();
  scrollTo(0, 0);
}

const isAnswered = () => kept.round.done[kept.round.at] !== undefined && !!done(current);

function toggle() {
  const answered = isAnswered();
  check.hidden = showAnswer.hidden = answered;
  next.hidden = !answered;
  const { ids, at } = kept.round;
  next.textContent = at + 1 < ids.length || comesAgain() ? TEXT.next : TEXT.end;
}

// Whether the question will be asked once more, at the end of this round.
function comesAgain() {
  const { ids, first, at } = kept.round;
  return at < first && missed(current) && !ids.includes(current.id, first);
}

function answer(seen) {
  const state = { given: read(current), judged: [], score: 0, seen };
  state.score = grade(current, state).score;
  kept.items[current.id] = state;
  one("#done").value = kept.round.at + 1;
  record(current, state);
  reveal(current, state);
  toggle();
  bringIntoView(one("h3", current.answer));
}

// Keep what came of an answer, also after the player has judged it anew.
function record(item, state) {
  state.outcome = outcome(item, state);
  kept.round.done[kept.round.at] = state.outcome;
  if (item === current) toggle();
  save();
}

// Focus the first line of an answer, and scroll so that as much as fits of what follows is seen.
function bringIntoView(head) {
  head.focus({ preventScroll: true });
  const fits = current.answer.offsetHeight < 0.7 * innerHeight;
  current.answer.scrollIntoView({ block: fits ? "nearest" : "start" });
}

function goOn() {
  if (comesAgain()) kept.round.ids.push(current.id);
  kept.round.at += 1;
  show();
}

// --- the end of a round --------------------------------------------------------------------------

const isRight = (result) => result === "right" || result === "argued";
const isMarked = (result) => result !== "seen";

// How many answers in a row are right, up to this one. What was only seen is passed over.
function streak() {
  const answers = kept.round.done.slice(0, kept.round.at + 1).filter(isMarked);
  return answers.length - 1 - answers.map(isRight).lastIndexOf(false);
}

function longestRun(answers) {
  let run = 0;
  return Math.max(0, ...answers.filter(isMarked).map((result) => (run = isRight(result) ? run + 1 : 0)));
}

// How many answers are right, of how many that were not only seen.
const rightOf = (answers) => [answers.filter(isRight).length, answers.filter(isMarked).length];

function finish() {
  const { first, ids } = kept.round;
  const answers = kept.round.done.slice(0, first);
  kept.round.at = Math.max(kept.round.at, ids.length);
  const [right, marked] = rightOf(answers);
  const unmarked = answers.length - marked;
  const text = marked ? TEXT.result(right, marked) : TEXT.allSeen(unmarked);
  const head = make("h2", { tabIndex: -1 }, text);
  const lines = [];
  if (marked) lines.push(TEXT.praise(right / marked));
  if (marked && unmarked) lines.push(TEXT.alsoSeen(unmarked));
  const run = longestRun(answers);
  if (run > 1) lines.push(TEXT.streak(run));
  const paragraphs = lines.map((line) => make("p", {}, line));
  one("#result").replaceChildren(head, ...paragraphs, bySkill(answers), byQuestion(answers));
  goHome();
  one("#result").hidden = false;
  head.focus();
  scrollTo(0, 0);
}

function bySkill(answers) {
  const { ids } = kept.round;
  const rows = all("[name=skill]", home).flatMap((input) => {
    const own = answers.filter((_, at) => named.get(ids[at]).skill === input.value);
    if (!own.length) return [];
    const [right, marked] = rightOf(own);
    const text = marked ? TEXT.result(right, marked) : TEXT.allSeen(own.length);
    return [make("dt", {}, words(input.closest("label"))), make("dd", {}, text)];
  });
  return make("div", {}, make("h3", {}, TEXT.bySkill), make("dl", {}, ...rows));
}

function byQuestion(answers) {
  const list = answers.map((result, at) => {
    const item = named.get(kept.round.ids[at]);
    const link = make("a", { href: "#quiz" }, ...copy(item.legend));
    all("i", link).forEach((i) => i.remove());
    link.addEventListener("click", (event) => {
      event.preventDefault();
      kept.round.at = at;
      enter();
      show();
    });
    const name = make("b", {}, TEXT.outcomes[result]);
    const arguable = result.startsWith("arg");
    const verdict = arguable ? "arguable" : isMarked(result) ? sign(isRight(result)) : "";
    return make("li", { className: verdict }, name, link);
  });
  const heading = make("summary", {}, TEXT.byQuestion);
  return make("details", { open: answers.length <= 10 }, heading, make("ol", {}, ...list));
}

// --- the start page ------------------------------------------------------------------------------

function goHome() {
  lesson = null;
  turnTo(null);
  all(".asked").forEach((element) => element.classList.remove("asked"));
  all(".acts", one("#quiz")).forEach((element) => element.remove());
  body.classList.remove("playing", "lesson");
  document.documentElement.style.fontSize = "";
  one("#stop").textContent = TEXT.stop;
  items.forEach(clear);
  sources.open = false;
  bar.hidden = true;
  home.hidden = false;
  tallies();
  save();
}

function tallies() {
  all("[name=skill]", home).forEach((input) => {
    const own = items.filter((item) => item.skill === input.value);
    const li = input.closest("li");
    const good = own.filter((item) => knows(item)).length;
    one(".tally", li).textContent = TEXT.tally(good, own.length, own.filter(missed).length);
    Object.assign(one("progress", li), { max: own.length, value: good });
  });
  const coming = upcoming();
  const again = chosen().filter(missed);
  const through = chosen().every((item) => knows(item));
  const number = coming.length;
  one("#start").textContent =
    number && through ? TEXT.onceMore(number) : TEXT.start(number, isQuickRound());
  one("#start").disabled = !number;
  one("#go-on").hidden = !(kept.round && kept.round.at < kept.round.ids.length);
  one("#missed").hidden = !again.length;
  one("#missed").textContent = TEXT.missed(again.length);
  const votes = chosen().filter(canVote).length;
  one("#lesson").textContent = TEXT.lesson(votes);
  one("#lesson").disabled = !votes;
  one("#again").hidden = !Object.keys(kept.items).length;
  one("#say").textContent = !number ? TEXT.noQuestions : votes ? "" : TEXT.noLesson;
}
