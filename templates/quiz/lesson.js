// Class mode, for a projector: one large question. The class votes, then sees answer and reasons.
//
// Questions and letters stand in the order of the sheet. Nothing is counted or stored.

const canVote = ({ boxes }) => boxes.length > 0 && boxes.length <= 6;
const step = submit("");
const back = button(TEXT.back);
const help = make("span", { className: "note", textContent: TEXT.lessonKeys });
const lessonActs = make("p", { className: "acts" }, back, step, help);

function teach() {
  lesson = { queue: chosen().filter(canVote), at: 0, step: 0 };
  body.classList.add("lesson");
  one("#stop").textContent = TEXT.leave;
  enter();
  showInLesson();
}

function showInLesson() {
  const { at, queue: asked } = lesson;
  lesson.step = 0;
  turnTo(asked[at]);
  clear(current);
  one("#place").textContent = TEXT.place(at + 1, asked.length, current.level);
  Object.assign(one("#done"), { max: asked.length, value: at });
  current.li.classList.remove("reasons");
  current.li.append(lessonActs);
  nameStep();
  fit();
  current.legend.focus({ preventScroll: true });
  scrollTo(0, 0);
}

function nameStep() {
  const isLast = lesson.at + 1 === lesson.queue.length;
  const texts = [TEXT.showAnswer, TEXT.showReasons, isLast ? TEXT.leave : TEXT.next];
  step.textContent = texts[lesson.step];
  back.disabled = lesson.at === 0;
}

// The answer, then the reasons, then the next question.
function stepOn() {
  if (lesson.step === 2) {
    move(1);
    return;
  }
  lesson.step += 1;
  if (lesson.step === 1) {
    reveal(current, { given: read(current), judged: [], score: 0, seen: true });
    all("details", current.answer).forEach((one) => (one.open = one.matches(".others")));
    fit();
  } else {
    current.li.classList.add("reasons");
    bringIntoView(one("h3", current.answer));
  }
  nameStep();
}

function move(by) {
  lesson.at = Math.max(0, lesson.at + by);
  if (lesson.at < lesson.queue.length) showInLesson();
  else leave();
}

// The largest letters with which the question and its options are seen at once.
function fit() {
  const page = document.documentElement;
  for (const size of [44, 40, 36, 33, 30, 28, 26, 24, 22, 20, 18, 16]) {
    page.style.fontSize = `${size}px`;
    if (page.scrollHeight <= innerHeight && page.scrollWidth <= innerWidth) return;
  }
}

function leave() {
  goHome();
  one("#lesson").focus();
  scrollTo(0, 0);
}

// Mark what the class chose, by its letter.
function vote(letter) {
  const chosenOption = all(":scope > label > input", current.fields)[letter.charCodeAt(0) - 97];
  if (chosenOption && lesson.step === 0) chosenOption.click();
}

function lessonKey(event) {
  const { key: pressed, target } = event;
  if (event.ctrlKey || event.altKey || event.metaKey || sources.open) return;
  const moves = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };
  if (pressed in moves) move(moves[pressed]);
  else if (/^[a-f]$/i.test(pressed) && target.type !== "text") vote(pressed.toLowerCase());
  else if (pressed === " " && !target.closest("button, summary, a, [type=text]")) stepOn();
  else return;
  event.preventDefault();
}
