(function () {
"use strict";
var theme = null;
try {
theme = JSON.parse(localStorage.getItem("qt-theme"));
} catch (error) {
theme = null;
}
if (theme !== "dark" && theme !== "light") theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
document.documentElement.setAttribute("data-theme", theme);
})();
