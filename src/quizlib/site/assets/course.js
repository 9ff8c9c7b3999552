/* Small helps of the page; all of it works without them.

   The language links keep the place on the page and what was searched for, and the chosen
   language is remembered for the start page.  Closing the contents on a phone leads back to the
   button that opened them; the theme loses the place.  Search results quote the text of a page;
   Sphinx would take in the contents beside it. */
(function () {
  "use strict";
  function remember(language) {
    try {
      localStorage.setItem("course-language", language);
    } catch (error) {
      // Storage is off: the start page will ask the browser instead.
    }
  }
  document.querySelectorAll(".languages a").forEach(function (link) {
    link.addEventListener("click", function () {
      remember(link.lang);
      link.href = link.href.replace(/[?#].*$/, "") + location.search + location.hash;
    });
  });

  ["primary", "secondary"].forEach(function (side) {
    const dialog = document.getElementById("pst-" + side + "-sidebar-modal");
    const button = document.querySelector("." + side + "-toggle");
    if (dialog && button) dialog.addEventListener("close", () => button.focus());
  });

  if (typeof Search !== "undefined") {
    const plainText = Search.htmlToText;
    Search.htmlToText = function (html, anchor) {
      const page = new DOMParser().parseFromString(html, "text/html");
      const article = page.querySelector("article");
      if (!article) return plainText(html, anchor);
      article.setAttribute("role", "main");
      article.querySelectorAll("svg, details, a.claim, a.fact").forEach((part) => part.remove());
      return plainText(article.outerHTML, anchor);
    };
    // A stem may end in another letter than the word: quote the place where all but that stands.
    const summary = Search.makeSearchSummary;
    Search.makeSearchSummary = function (html, terms, anchor) {
      const shorter = [...terms].flatMap((term) => [term.slice(0, Math.max(3, term.length - 1)), term]);
      return summary(html, shorter, anchor);
    };
  }
})();
