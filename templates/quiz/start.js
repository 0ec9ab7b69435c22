// The events of the page, and its start.

// Buttons are listened to, not forms: a page in a frame may be forbidden to send a form.
all("form").forEach((form) => form.addEventListener("submit", (event) => event.preventDefault()));

const onClick = (element, act) =>
  element.addEventListener("click", (event) => {
    event.preventDefault();
    act(event);
  });

home.addEventListener("change", () => {
  kept.choice = { skill: ticked("skill"), level: ticked("level"), many: ticked("many") };
  tallies();
  save();
});
onClick(one("#start"), () => begin(upcoming()));
onClick(one("#missed"), () => begin(mixed().filter(missed)));
onClick(one("#lesson"), teach);
onClick(one("#go-on"), () => {
  enter();
  show();
});
onClick(one("#forget"), () => {
  kept = { seed: newSeed(), items: {}, round: null, choice: kept.choice };
  one("#result").hidden = true;
  one("#again").open = false;
  tallies();
  save();
  one("#start").focus();
});
onClick(check, () => {
  if (!check.isConnected || check.hidden) return;
  const lacks = current.behaviour.lacks(read(current));
  if (lacks) hint(current, lacks);
  else answer(false);
});
onClick(showAnswer, () => answer(true));
onClick(next, goOn);
onClick(step, stepOn);
onClick(back, () => move(-1));
onClick(one("#stop"), () => {
  if (lesson) leave();
  else if (kept.round.at >= kept.round.first) finish();
  else {
    goHome();
    one("#start").focus();
    scrollTo(0, 0);
  }
});

// When the sources close, the focus goes back to the element that opened them.
let opener = one("#read");
const openSources = (from) => {
  opener = from;
  sources.open = true;
};
onClick(one("#read"), (event) => {
  if (sources.open) sources.open = false;
  else {
    openSources(event.target);
    one("summary", sources).focus();
  }
});
document.addEventListener("click", (event) => {
  const link = event.target.closest(".proof a");
  if (link) openSources(link);
});
document.addEventListener("keydown", (event) => {
  if (!playing()) return;
  if (lesson) lessonKey(event);
  if (event.key !== "Escape") return;
  if (lesson && !sources.open) leave();
  sources.open = false;
});
sources.addEventListener("toggle", () => {
  const focused = document.activeElement;
  const lost = focused === body || sources.contains(focused);
  if (!sources.open && lost && playing()) opener.focus();
});
addEventListener("resize", () => lesson && fit());

function start() {
  const questions = all(".items > li");
  questions.forEach(behaviour); // before anything is changed
  questions.forEach(setUp);
  load();
  if (kept.choice) {
    all("input", home).forEach((input) => {
      input.checked = kept.choice[input.name].includes(input.value);
    });
  }
  document.documentElement.classList.add("js");
  all("#sources small, #pictures").forEach((element) => (element.hidden = false));
  goHome();
}

try {
  start();
} catch (error) {
  one("#failed").textContent = TEXT.failed(error.message);
  one("#failed").hidden = false;
  throw error;
}
