import type { Store } from "../store/store";
import type { Place } from "../values/answers";
import type { ObjectValue } from "../values/cty";

/** What a data source may look at. */
export interface DataContext {
  type: string;
  place: Place;
  store: Store;
}

/** Answers a data source: the attributes that it knows, the rest stays as configured. */
export type DataSource = (config: ObjectValue, context: DataContext) => ObjectValue;
