// SPDX-License-Identifier: GPL-2.0-only
// Looks at a report from inside, and tells the frame around it what it saw.
"use strict";

// All is to be seen, and to be hit by elementsFromPoint().
function uncover() {
  const style = document.createElement("style");
  style.textContent = "* { pointer-events: auto !important; }";
  document.head.append(style);
  for (const details of document.querySelectorAll("details")) details.open = true;
}

function channels(colour) {
  const [red, green, blue, opacity = 1] = colour.match(/[\d.]+/g).map(Number);
  return { rgb: [red, green, blue], opacity };
}

// As WCAG 2 defines it.
function luminance(rgb) {
  const [red, green, blue] = rgb.map((channel) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

// What lies behind a text need not be around it: bars are beside their texts.
function backgroundOf(element) {
  const { left, top, width, height } = element.getClientRects()[0];
  const stack = document.elementsFromPoint(left + width / 2, top + height / 2);
  for (const behind of stack.slice(stack.indexOf(element))) {
    const { rgb, opacity } = channels(getComputedStyle(behind).backgroundColor);
    if (opacity === 1) return rgb;
  }
  return [255, 255, 255];
}

function contrastOf(element) {
  const text = luminance(channels(getComputedStyle(element).color).rgb);
  const background = luminance(backgroundOf(element));
  return (Math.max(text, background) + 0.05) / (Math.min(text, background) + 0.05);
}

function texts() {
  const hasText = (element) =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  return [...document.body.querySelectorAll("*:not(script)")].filter(
    (element) => hasText(element) && element.getClientRects().length > 0);
}

function isBroken(text) {
  return [...text.data.matchAll(/\S+/g)].some((word) => {
    const range = document.createRange();
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    return range.getClientRects().length > 1;
  });
}

function brokenLabels() {
  return [...document.querySelectorAll("th[scope=row]")].filter((label) =>
    [...label.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && isBroken(node)))
    .map((label) => label.textContent);
}

function press(key) {
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
}

function keys() {
  const [first, second] = document.querySelectorAll(".side:first-of-type .operation");
  const other = document.querySelectorAll(".side:last-of-type .operation")[1];
  const shows = (operation) =>
    document.activeElement === operation &&
    getComputedStyle(operation.nextElementSibling).display === "block";
  const works = {};
  first.focus();
  works.focus = shows(first);
  press("ArrowDown");
  works.down = shows(second);
  press("ArrowRight");
  works.right = shows(other);
  press("ArrowLeft");
  works.left = shows(second);
  press("ArrowUp");
  works.up = shows(first);
  press("Escape");
  works.escape = !shows(first) && document.activeElement === document.body;
  return works;
}

function look() {
  const operations = [...document.querySelectorAll(".operation")];
  const said = {
    width: document.documentElement.scrollWidth,
    diagrams: document.querySelectorAll(".space-time").length,
    operations: operations.length,
    focusable: operations.filter((operation) => operation.tabIndex === 0).length,
    described: operations.filter((operation) =>
      document.getElementById(operation.getAttribute("aria-describedby"))).length,
    repeatedIds: document.querySelectorAll("[id]").length -
      new Set([...document.querySelectorAll("[id]")].map((element) => element.id)).size,
    firstDifferences: document.querySelectorAll(".first-difference").length,
    requests: performance.getEntriesByType("resource").length,
    verdict: document.querySelector("h2").textContent,
    dark: matchMedia("(prefers-color-scheme: dark)").matches,
    background: getComputedStyle(document.body).backgroundColor,
    keys: keys(),
  };
  uncover();
  said.brokenLabels = brokenLabels();
  said.openWidth = document.documentElement.scrollWidth;
  said.texts = texts().length;
  said.faint = texts().filter((element) => contrastOf(element) < 4.5)
    .map((element) => element.className || element.tagName);
  return said;
}

addEventListener("load", () => parent.postMessage(look(), "*"));
