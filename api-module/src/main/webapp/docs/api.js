/* Swagger UI comes with the build (/vendor/swagger-ui/); without it the page still has the document and the table. */
(() => {
  const place = /** @type {HTMLElement} */ (document.getElementById("swagger"));
  const bundle = /** @type {any} */ (window).SwaggerUIBundle;
  if (!bundle) {
    place.textContent = "The interactive reference could not be loaded. The OpenAPI document has everything it shows.";
    return;
  }

  // Swagger UI has its dark theme behind a class and not behind the media query.
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const dress = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
  dark.addEventListener("change", dress);
  dress();

  bundle({
    url: "/openapi",
    domNode: place,
    deepLinking: false,
    docExpansion: "list",
    defaultModelsExpandDepth: 0,
    filter: true,
    // By default it would send the document to a validator on the internet.
    validatorUrl: null,
    persistAuthorization: false,
  });
})();
