/* Warns before leaving a page on which something was typed and not sent. A form asks for it with data-unsaved. */
"use strict";
const unsavedForms = new Set();
for (const form of document.querySelectorAll("form[data-unsaved]")) {
  form.addEventListener("input", () => unsavedForms.add(form));
  form.addEventListener("saved", () => unsavedForms.delete(form));
}
document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) {
    unsavedForms.clear();
  }
});
window.addEventListener("beforeunload", (event) => {
  if (unsavedForms.size > 0) {
    event.preventDefault();
  }
});
/* The summary of what is wrong takes the focus, so that it is read first. */
document.querySelector(".error-summary")?.focus();
