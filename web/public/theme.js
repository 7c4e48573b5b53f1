// Before the first paint, so that a chosen theme does not flash. The page itself takes over in src/ui/theme.ts.
(function () {
  try {
    const theme = localStorage.getItem("swiftlet.theme");
    if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
  } catch {
    // No storage: the system's theme it is.
  }
})();
