/* What the search does on a page: the page of results, or suggestions below the box. */
if (document.querySelector("[data-sl-search]")) import("./page.js");
else import("./suggest.js");
