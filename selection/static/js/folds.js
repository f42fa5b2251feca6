/* Lists that are open on a wide screen start folded on a phone; without scripts they stay open. */
"use strict";
if (window.matchMedia("(max-width: 699.98px)").matches) {
  for (const fold of document.querySelectorAll("details[data-fold-narrow]")) {
    fold.open = false;
  }
}
