/* The print button, which only exists for those whose browser runs scripts; folds open on paper. */
"use strict";
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
const closedFolds = [];
window.addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("details:not([open])")) {
    fold.open = true;
    closedFolds.push(fold);
  }
});
window.addEventListener("afterprint", () => {
  for (const fold of closedFolds.splice(0)) {
    fold.open = false;
  }
});
