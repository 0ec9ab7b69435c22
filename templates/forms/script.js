// Makes a quiz in Google Forms: paste all of this into a new project at https://script.google.com,
// choose the function makeQuiz and run it. The log (View, Logs) then has the addresses of the form.

const QUIZ = {/* data */};

function makeQuiz() {
  const form = FormApp.create(QUIZ.title);
  form.setIsQuiz(true);
  form.setDescription(QUIZ.about);
  QUIZ.texts.forEach((text) => form.addSectionHeaderItem().setTitle(text.title).setHelpText(text.help));
  QUIZ.questions.forEach((question) => {
    const item = ADD[question.type](form, question);
    item.setTitle(question.title);
    item.setHelpText(question.help);
    item.setPoints(question.points);
  });
  Logger.log("To change the form: " + form.getEditUrl());
  Logger.log("To answer it: " + form.getPublishedUrl());
}

const ADD = {
  choice: (form, question) => withOptions(form.addMultipleChoiceItem(), question),
  boxes: (form, question) => withOptions(form.addCheckboxItem(), question),
  text: (form, question) => form.addTextItem().setGeneralFeedback(feedback(question)),
  paragraph: (form, question) => form.addParagraphTextItem().setGeneralFeedback(feedback(question)),
};

function withOptions(item, question) {
  item.setChoices(question.options.map(([text, right]) => item.createChoice(text, right)));
  item.setFeedbackForCorrect(feedback(question));
  item.setFeedbackForIncorrect(feedback(question));
  return item;
}

function feedback(question) {
  return FormApp.createFeedback().setText(question.feedback).build();
}
