import { Failure } from "./failure";

/** The most letters that may differ in a name for it to be suggested. */
const SUGGESTION_DISTANCE = 3;

/**
 * The systems that the user asked for; all when none was named.
 *
 * @param known every system of the place.
 * @param place what the systems belong to, for example `this project`.
 * @throws Failure naming every unknown one, with the known ones and the one that was probably meant.
 */
export function chooseSystems(
  asked: readonly string[],
  known: readonly string[],
  place: string,
): readonly string[] {
  const problems = asked
    .filter((name) => !known.includes(name))
    .map((name) => {
      const meant = closest(name, known);
      const hint = meant ? ` Did you mean ${meant}?` : "";
      const list = known.length > 0 ? known.join(", ") : "none";
      return { system: name, message: `There is no system "${name}" in ${place}.${hint} Systems: ${list}.` };
    });
  if (problems.length > 0) throw new Failure(problems.map(({ message }) => message).join("\n"), problems);
  return asked.length > 0 ? known.filter((name) => asked.includes(name)) : known;
}

function closest(name: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, distance: editDistance(name, candidate) }))
    .filter(({ distance }) => distance <= SUGGESTION_DISTANCE)
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.candidate;
}

/** How many letters must be added, removed or replaced (Levenshtein). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
