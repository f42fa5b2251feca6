/* How many characters are left in a text with a limit, while somebody writes in it and from where that begins to matter; the limit itself stands in words beside the field. */
"use strict";
for (const field of document.querySelectorAll("textarea[data-limit]")) {
  const limit = Number(field.dataset.limit);
  const line = document.createElement("p");
  line.className = "hint counter";
  line.hidden = true;
  line.setAttribute("aria-live", "polite");
  field.after(line);
  let timer = 0;
  const show = () => {
    const left = limit - [...field.value].length;
    line.hidden = line.hidden && left > limit / 5 && document.activeElement !== field; // what is shown stays: nothing moves under a click
    const text = left < 0 ? field.dataset.over : field.dataset.left;
    line.textContent = text.replace("{n}", Math.abs(left).toLocaleString(document.documentElement.lang || "nl", { useGrouping: "always" }));
    line.classList.toggle("over", left < 0);
  };
  field.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(show, 400);
  });
  field.addEventListener("focus", show);
  show();
}
