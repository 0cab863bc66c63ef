import { useEmptyAccounts } from "../../support/ministack";
import { describeWithPostgres, startPostgres, type Postgres } from "../../support/postgres";
import { prepareDatabase, RotationBench } from "./bench";

/** What one test works with. */
export interface Rotating {
  /** A database and an AWS account of its own. */
  readonly bench: RotationBench;
  /** What the database server has logged since the tests began: statements too, as Aurora's parameters ask for. */
  databaseLog(): string;
  /** What the function has logged in this test. */
  functionLog(): string;
}

/** Like `describe`, for tests of the rotation against a real PostgreSQL and a local AWS. */
export function describeRotation(title: string, tests: (rotating: Rotating) => void): void {
  // The package that brings the local AWS is installed together with the one that brings PostgreSQL.
  describeWithPostgres(title, () => {
    let postgres: Postgres;
    let bench: RotationBench;
    const written: string[] = [];
    const environment = { ...process.env };

    beforeAll(async () => {
      postgres = await startPostgres({ log_statement: "ddl" });
      await prepareDatabase(postgres);
    });
    useEmptyAccounts(() => undefined);
    beforeEach(async () => {
      bench = await RotationBench.on(postgres);
      written.length = 0;
      for (const stream of [process.stdout, process.stderr]) {
        jest.spyOn(stream, "write").mockImplementation((text) => written.push(String(text)) > 0);
      }
    });
    afterEach(async () => {
      jest.restoreAllMocks();
      await bench.close();
    });
    afterAll(async () => {
      await postgres.stop();
      process.env = environment;
    });

    tests({
      get bench() {
        return bench;
      },
      databaseLog: () => postgres.log(),
      functionLog: () => written.join(""),
    });
  });
}
