// SPDX-License-Identifier: GPL-2.0-only
"use strict";

// The page works without this: it adds keys, and opens what is closed before printing.

function neighbour(operation, distance) {
  const side = [...operation.closest(".side").querySelectorAll(".operation")];
  return side[side.indexOf(operation) + distance];
}

// The same place in the program, on the other side.
function twin(operation) {
  const label = operation.getAttribute("aria-label");
  const nth = (side) =>
    [...side.querySelectorAll(".operation")].filter((o) => o.getAttribute("aria-label") === label);
  const here = operation.closest(".side");
  const there = [...here.parentElement.querySelectorAll(".side")].find((side) => side !== here);
  return nth(there)[nth(here).indexOf(operation)];
}

const targets = {
  ArrowDown: (operation) => neighbour(operation, 1),
  ArrowUp: (operation) => neighbour(operation, -1),
  ArrowLeft: twin,
  ArrowRight: twin,
};

document.addEventListener("keydown", (event) => {
  const operation = event.target.closest(".operation");
  if (!operation) return;
  if (event.key === "Escape") operation.blur();
  if (!Object.hasOwn(targets, event.key)) return;
  event.preventDefault();
  targets[event.key](operation)?.focus();
});

// Not every browser does so by itself.
document.addEventListener("click", (event) => event.target.closest(".operation")?.focus());

const closed = () => document.querySelectorAll("details:not([open])");
let opened = [];
window.addEventListener("beforeprint", () => {
  opened = [...closed()];
  for (const details of opened) details.open = true;
});
window.addEventListener("afterprint", () => {
  for (const details of opened) details.open = false;
});
