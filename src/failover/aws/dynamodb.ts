import { ROLE_TABLE_KEY } from "../../role-record/items";
import { holds } from "./dynamodb/condition";
import type { Placeholders } from "./dynamodb/placeholders";
import { Tables } from "./dynamodb/tables";
import { updated } from "./dynamodb/update";
import type { Item } from "./dynamodb/value";
import { serviceError, type Service } from "./service";
import type { Surroundings } from "./surroundings";

interface Place {
  readonly TableName: string;
  /** One attribute: no table here has a sort key. */
  readonly Key: Item;
}

interface Conditional extends Placeholders {
  readonly ConditionExpression?: string;
}

/**
 * DynamoDB: items by their keys, conditional writes, and global tables. Reads are strongly consistent within their region.
 *
 * Sources: DynamoDB API reference (GetItem, BatchGetItem, PutItem, UpdateItem, DeleteItem), read 2026-11.
 */
export class DynamoDb {
  readonly tables: Tables;

  constructor(world: Surroundings) {
    this.tables = new Tables(world);
  }

  readonly actions: Service = {
    getItem: ({ TableName, Key }: Place, region: string) => {
      const found = this.read(region, TableName, Key);
      return found ? { Item: found } : {};
    },
    batchGetItem: (
      {
        RequestItems,
      }: { readonly RequestItems: Readonly<Record<string, { readonly Keys: readonly Item[] }>> },
      region: string,
    ) => ({
      Responses: Object.fromEntries(
        Object.entries(RequestItems).map(([table, { Keys }]) => [
          table,
          Keys.map((key) => this.read(region, table, key)).filter((item) => item !== undefined),
        ]),
      ),
      UnprocessedKeys: {},
    }),
    updateItem: (args: Place & Conditional & { readonly UpdateExpression: string }, region: string) => {
      const before = this.check(region, args.TableName, args.Key, args);
      const item = { ...updated(args.UpdateExpression, before, args), ...args.Key };
      this.tables.put(region, args.TableName, keyIn(args.Key), item);
      return {};
    },
    putItem: (args: Conditional & { readonly TableName: string; readonly Item: Item }, region: string) => {
      const key = keyOf(args.Item);
      this.check(region, args.TableName, key, args);
      this.tables.put(region, args.TableName, keyIn(key), args.Item);
      return {};
    },
    deleteItem: (args: Place & Conditional, region: string) => {
      this.check(region, args.TableName, args.Key, args);
      this.tables.put(region, args.TableName, keyIn(args.Key), undefined);
      return {};
    },
  };

  private read(region: string, table: string, key: Item): Item | undefined {
    if (!this.tables.has(region, table)) {
      throw serviceError("DynamoDb", "ResourceNotFoundException", `${region} has no table ${table}.`);
    }
    return this.tables.get(region, table, keyIn(key));
  }

  /** The item before a write, if the write's condition holds. */
  private check(region: string, table: string, key: Item, conditional: Conditional): Item {
    const before = this.read(region, table, key) ?? {};
    const { ConditionExpression: condition } = conditional;
    if (condition === undefined || holds(condition, before, conditional)) return before;
    throw serviceError("DynamoDb", "ConditionalCheckFailedException", "The conditional request failed");
  }
}

function keyOf(item: Item): Item {
  const value = item[ROLE_TABLE_KEY];
  if (!value) throw new Error(`an item without ${ROLE_TABLE_KEY}`);
  return { [ROLE_TABLE_KEY]: value };
}

function keyIn(key: Item): string {
  const value = key[ROLE_TABLE_KEY];
  if (!value || !("S" in value))
    throw new Error(`the model knows tables with the key ${ROLE_TABLE_KEY} only`);
  return value.S;
}
