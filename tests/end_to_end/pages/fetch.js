// SPDX-License-Identifier: GPL-2.0-only
// Tries to fetch something, and tells the frame around it what forbade that.
"use strict";

addEventListener("securitypolicyviolation", (event) =>
  parent.postMessage({ forbade: event.effectiveDirective }, "*"));
const image = new Image();
image.src = "http://localhost:9/image.png";
document.body.append(image);
