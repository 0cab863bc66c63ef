import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { Construct } from "constructs";
import { nameFor, providerOf, regionOf } from "../../../stacks/aliased-scope";
import { jsonText } from "../../../terraform/json-text";
import { COLUMNS, type Widget } from "./widget";

/** How many widgets a dashboard may have (CloudWatch User Guide, "CloudWatch service quotas"; from memory, to be checked there). */
const WIDGET_LIMIT = 500;

/** What a dashboard is made from. */
export interface DashboardProps {
  /** What its name says, for example `database`. Dashboards of all regions share one list in the console. */
  readonly thing: string;
  /** From top to bottom, and in each row from left to right. */
  readonly rows: readonly (readonly Widget[])[];
}

/** A CloudWatch dashboard of the site's own region. */
export class Dashboard extends Construct {
  readonly name: string;

  /** @throws Error for a row that is wider than the grid, or for too many widgets. */
  constructor(scope: Construct, id: string, { thing, rows }: DashboardProps) {
    super(scope, id);
    this.name = nameFor(this, thing, "dashboard");
    const widgets = placed(this.node.path, rows, regionOf(this));
    if (widgets.length > WIDGET_LIMIT) {
      throw new Error(`${this.node.path}: at most ${WIDGET_LIMIT} widgets, not ${widgets.length}`);
    }
    new CloudwatchDashboard(this, "Default", {
      provider: providerOf(this),
      dashboardName: this.name,
      dashboardBody: jsonText({ widgets }),
    });
  }
}

function placed(path: string, rows: readonly (readonly Widget[])[], region: string) {
  let y = 0;
  return rows.flatMap((row, index) => {
    let x = 0;
    const top = y;
    const widgets = row.map(({ type, width, height, properties }) => {
      const left = x;
      x += width;
      y = Math.max(y, top + height);
      return { type, x: left, y: top, width, height, properties: properties(region) };
    });
    if (x > COLUMNS)
      throw new Error(`${path}: row ${index + 1} is ${x} columns wide, at most ${COLUMNS} fit`);
    return widgets;
  });
}
