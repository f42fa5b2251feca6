/* Sends the form that waited for its sender; without scripts its button does. A form asks for it with data-send-now. */
"use strict";
document.querySelector("form[data-send-now]")?.requestSubmit();
