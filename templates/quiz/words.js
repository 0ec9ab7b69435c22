// Every text that the script shows. The program puts the words of the page's language before the
// script: LANGUAGE is its tag, WORDS has the texts, with forms for a number n by plural category.

const plurals = new Intl.PluralRules(LANGUAGE);

function say(key, values = {}) {
  const text = WORDS[key];
  const form = typeof text === "string" ? text : text[plurals.select(values.n)] || text.other;
  return form.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

const TEXT = {
  // The start page
  start: (n, quick) => say(quick ? "start-quick" : "start", { n }),
  onceMore: (n) => say("once-more", { n }),
  missed: (n) => say("missed", { n }),
  tally: (right, all, n) => say(n ? "tally-missed" : "tally", { right, all, n }),
  lesson: (n) => say("lesson", { n }),
  noLesson: say("no-lesson"),
  noQuestions: say("no-questions"),

  // A round
  place: (at, all, level) => say("place", { at, all, level: say(`level-${level}`) }),
  again: (at, all, level) => say("again", { at, all, level: say(`level-${level}`) }),
  check: say("check"),
  showAnswer: say("show-answer"),
  next: say("next"),
  end: say("end"),
  answerFirst: say("answer-first"),
  everyRow: say("every-row"),
  choose: say("choose"),
  arrows: ` ${say("arrows")}`,
  up: (step) => say("up", { step }),
  down: (step) => say("down", { step }),
  moved: (at, all, step) => say("moved", { at, all, step }),

  // What came of an answer
  rightAnswer: say("right-answer"),
  rightAnswers: say("right-answers"),
  anyOf: (number) => say("any-of", { number }),
  example: say("example"),
  or: ` ${say("or")} `,
  correct: say("correct"),
  inARow: (number) => ` · ${say("in-a-row", { number })}`,
  notYet: say("not-yet"),
  someRight: (right, all) => `: ${say("some-right", { right, all })}`,
  nearly: `: ${say("nearly")}`,
  seen: say("seen"),
  judge: say("judge"),
  right: say("right"),
  wrong: say("not-yet"),
  number: (at, when) => say("number", { at }) + (when ? `: ${when}` : ""),
  arguable: say("arguable"),
  counted: say("counted"),
  canBeArgued: say("can-be-argued"),
  gaveReason: say("gave-reason"),
  isRight: say("is-right"),
  yourChoice: say("your-choice"),
  classChoice: say("class-choice"),
  rightToTick: say("right-to-tick"),
  belongs: say("belongs"),
  doesNotBelong: say("does-not-belong"),
  youWrote: (text) => `${say("you-wrote", { text })} `,
  meansTheSame: say("means-the-same"),
  countPoint: say("count-point"),
  mine: (level) => say("mine", { level }),
  yoursToJudge: say("yours-to-judge"),
  others: say("others"),
  evidence: (places) => say("evidence", { places }),
  // A place with a colon is the time code of a recording.
  claimPlace: (source, place) => say(place.includes(":") ? "claim-time" : "claim-place", { source, place }),
  inItsWords: `${say("in-its-words")} `,
  claimFacts: ["said-by", "kind", "as-of", "caution"].map((name) => say(name)),
  showSource: say("show-source"),
  figures: say("figures"),

  // The end of a round
  result: (right, all) => say("result", { right, all }),
  allSeen: (n) => say("all-seen", { n }),
  alsoSeen: (n) => say("also-seen", { n }),
  streak: (number) => say("streak", { number }),
  bySkill: say("by-skill"),
  byQuestion: say("by-question"),
  outcomes: {
    right: `✓ ${say("outcome-right")}`,
    argued: `◊ ${say("outcome-argued")}`,
    arguable: `◊ ${say("outcome-arguable")}`,
    partly: `✗ ${say("outcome-partly")}`,
    wrong: `✗ ${say("not-yet")}`,
    seen: say("outcome-seen"),
  },
  praise(share) {
    if (share === 1) return say("praise-all");
    if (share >= 0.7) return say("praise-strong");
    return say(share >= 0.4 ? "praise-fair" : "praise-hard");
  },

  // Class mode
  lessonKeys: say("lesson-keys"),
  showReasons: say("show-reasons"),
  back: say("back"),
  leave: say("leave"),
  stop: say("stop"),

  noShape: (shape) => say("no-shape", { shape }),
  failed: (message) => say("failed", { message }),
};
