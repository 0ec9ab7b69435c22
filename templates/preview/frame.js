// Runs in every frame: tells the page how high the frame has to be to show all of it.
new ResizeObserver(function () {
  parent.postMessage(Math.ceil(document.documentElement.getBoundingClientRect().height), "*");
}).observe(document.documentElement);
