import { readSettings } from "../../../src/functions/read-settings";
import { settings as archive } from "../../../src/functions/archive-events/settings";
import { settings as plays } from "../../../src/functions/count-plays/settings";

test("a function takes its own variables, and no others", () => {
  const variables = { ARCHIVE_BUCKET: "bucket", TABLE_NAME: "table", SITE: "dr", PATH: "/bin" };
  expect(readSettings(archive, variables)).toEqual({ ARCHIVE_BUCKET: "bucket", SITE: "dr" });
  expect(readSettings(plays, variables)).toEqual({ TABLE_NAME: "table", SITE: "dr" });
});

test("a function names every variable that is missing or wrong", () => {
  expect(() => readSettings(archive, { SITE: "third" })).toThrow(
    /^environment variables: ARCHIVE_BUCKET: .+; SITE: .+/,
  );
  expect(() => readSettings(plays, { TABLE_NAME: "", SITE: "dr" })).toThrow(
    /^environment variables: TABLE_NAME: /,
  );
});
