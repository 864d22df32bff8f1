// Computes while the visitor fills in the form, in slices that no finger notices. Without it the form is asked to stay open a while.

import { tries } from "./proof_model.js";

const SLICE_MS = 12;
const REST_MS = 4;

const form = document.querySelector("form[data-challenge]");
const status = document.getElementById("proof");
const { challenge, bits } = form.dataset;
let isDone = false;
let isSent = false;

function slice(from) {
  const until = performance.now() + SLICE_MS;
  const found = tries(challenge, Number(bits), from, () => performance.now() < until);
  if (found.answer === undefined) return setTimeout(slice, REST_MS, found.from);
  form.elements.proof.value = found.answer;
  isDone = true;
  if (isSent) form.requestSubmit();
}

form.addEventListener("submit", (event) => {
  if (isDone) return;
  event.preventDefault();
  isSent = true;
  status.hidden = false;
});

slice(0);
