import { EUROPEAN_UNION } from "../../src/config/residency";
import { pageText, rowsUnder } from "./pages";

test("docs/residency.md lists the regions of the European Union that the code knows, by their names", () => {
  const rows = rowsUnder(pageText("docs/residency.md"), "Regions of the European Union")
    .filter(([region = ""]) => /^[a-z]+-[a-z]+-\d$/.test(region))
    .map(([region, place = ""]) => [region, place.split(" (")[0]]);
  expect(Object.fromEntries(rows)).toEqual(EUROPEAN_UNION.regions);
});
