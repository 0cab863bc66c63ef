import type { RoleWatch } from "../shared/role-watch";
import type { Page, Title, Titles } from "../shared/titles/titles";
import type { PageRequest, TitleRequest } from "../shared/titles/title-request";
import type { TitleCache } from "./title-cache";

/** The titles of the site's database, read through its cache. */
export class CachedTitles {
  constructor(
    private readonly titles: Titles,
    private readonly cache: TitleCache,
    private readonly watch: RoleWatch,
  ) {}

  /** Stores a title. The cache lets go of it before, so that a process that ends in between leaves nothing old there. */
  async put(id: string, title: TitleRequest): Promise<Title> {
    const { epoch } = this.watch.standing();
    if (epoch !== null) await this.cache.forget(epoch, id);
    return this.titles.put(id, title);
  }

  /** Looks a title up. Works on a standby, too. */
  async find(id: string): Promise<Title | undefined> {
    const { epoch } = this.watch.standing();
    if (epoch === null) return this.titles.find(id);
    const kept = await this.cache.find(epoch, id);
    if (kept && kept !== "changing") return kept;
    const found = await this.titles.find(id);
    // Nobody waits for it.
    if (found && kept !== "changing") void this.cache.keep(epoch, found);
    return found;
  }

  /** A page of titles, in the order of their ids, always from the database. */
  list(page: PageRequest): Promise<Page> {
    return this.titles.list(page);
  }
}
