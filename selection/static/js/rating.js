/* Rating row: digits choose a value (7, then a comma or point and 5 for 7,5) and the arrows stop at both ends.
   A typed number chooses its own radio. Nothing here is needed to rate. */
"use strict";
for (const row of document.querySelectorAll("[data-rating]")) {
  const radios = [...row.querySelectorAll("input[type=radio]")];
  let typed = "";
  let timer = 0;
  const choose = (radio) => {
    radio.checked = true;
    radio.focus();
    radio.dispatchEvent(new Event("input", { bubbles: true }));
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  };
  /* On the whole question: the Tab key lands on "No rating yet" first, and a digit has to work from there too. */
  (row.closest("fieldset") ?? row).addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.type !== "radio") {
      return;
    }
    const at = radios.indexOf(document.activeElement);
    const forward = event.key === "ArrowRight" || event.key === "ArrowDown";
    const back = event.key === "ArrowLeft" || event.key === "ArrowUp";
    if ((forward && at === radios.length - 1) || (back && at === 0)) {
      event.preventDefault();
      return;
    }
    if (!/^[0-9.,]$/.test(event.key)) {
      return;
    }
    event.preventDefault();
    typed += event.key === "," ? "." : event.key;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => { typed = ""; }, 900);
    const wanted = radios.find((radio) => radio.value === typed) ?? radios.find((radio) => radio.value === event.key);
    if (wanted) {
      choose(wanted);
    }
  });
}
for (const input of document.querySelectorAll("[data-given]")) {
  input.addEventListener("input", () => {
    const radio = input.closest("fieldset")?.querySelector("input.given");
    if (radio && input.value.trim() !== "") {
      radio.checked = true;
    }
  });
}
