/** What exports call the columns of a line: patterns over the words of a name (` term start date `), the surest first. */
import type { ColumnLook } from "./column-look.js";

export type NamePattern = readonly [pattern: RegExp, sureness: number];

/** Fields whose column is told by its name alone; deciders of their own tell amounts, dates and names of lines. */
export const plainNames: Record<string, readonly NamePattern[]> = {
  customer_id: [
    [/^ (?:the )?(?:customer|account|client|company|organi[sz]ation|tenant|crm account|salesforce account|billing account)(?: account)? (?:id|no|nr|number|code|key|ref|reference|external id|uuid) $/, 0.95],
    [/ (?:customer|account|client|company|organi[sz]ation|tenant) (?:id|no|nr|number|code|key) $/, 0.85],
    [/^ kunden ?-?(?:nummer|nr|id) $|^ debitor(?:en)?(?:nummer|nr) $/, 0.9],
  ],
  customer_name: [
    [/^ (?:the )?(?:customer|account|client|company|organi[sz]ation|business|legal|crm account|end customer|bill to|sold to)(?: account)? (?:name|names) $/, 0.95],
    [/^ (?:customer|customers|account|accounts|client|clients|company|companies|organi[sz]ation|logo|account account name|end customer|subscriber|tenant|kunde|firma|client name) $/, 0.9],
    [/ (?:account|customer|company|client) name $|^ (?:associated|primary|related|billing|main|linked) (?:company|companies|account|customer|client) $/, 0.85],
  ],
  parent_id: [[/ (?:parent|ultimate parent|holding|group)(?: account| customer| company)? id $/, 0.95], [/^ (?:ultimate )?parent(?: account| customer| company)? $/, 0.85]],
  parent_name: [[/ (?:ultimate )?parent(?: account| customer| company)? name $/, 0.95]],
  contract_id: [[/^ (?:contract|agreement|order form|order|quote|opportunity|deal|msa)(?: record)? (?:id|no|nr|number|ref|reference) $/, 0.9], [/^ (?:contract|agreement) $/, 0.5]],
  auto_renew: [[/^ (?:is )?auto(?:matic|matically)? ?renew(?:s|al|als|ing)?(?: flag)? $|^ autorenew(?:s|al)? $/, 0.95]],
  renewal_term_months: [[/ renewal term(?: length)?(?: in)?(?: months?| mo)? $/, 0.9]],
  notice_days: [[/ (?:notice|notification)(?: period)?(?: in)? days $|^ notice period $/, 0.85]],
  cancel_reason: [[/ (?:churn|cancel|cancell?ation|loss|lost|closed lost) reason(?:s| code| category)? $|^ reason for (?:churn|cancell?ation|leaving) $/, 0.95]],
  currency: [[/^ (?:[a-z]+ )?(?:currency|ccy|curr|währung)(?: (?:code|iso|iso code))? $|^ iso currency $/, 0.95]],
  csm: [[/^ csms? $|^ (?:customer )?success (?:manager|owner|rep)(?: name)? $|^ csm (?:name|owner) $/, 0.95]],
  segment: [[/^ (?:customer|account|market|business|client|size) segment(?: name)? $|^ segmentation $|^ segment(?: name)? $/, 0.95]],
  region: [[/^ (?:sales |customer |billing |account |geo )?region(?: name)? $|^ geo(?:graphy)? $/, 0.9]],
  industry: [[/^ (?:customer |account )?industry(?: name| vertical)? $|^ vertical $/, 0.9]],
  product_family: [[/^ product (?:family|line|group|category) $/, 0.95]],
  description: [[/^ (?:line |item |product |line item )?description $/, 0.9]],
};

export const productNames: readonly NamePattern[] = [
  [/^ (?:product|products|product name|product title|item name|service name|line item name|produkt|artikel|leistung|tarif|dienstleistung) $/, 0.95],
  [/^ (?:plan|plan name|package|edition|subscription plan|subscription name|price plan|offering|solution|module|line item|item) $/, 0.85],
  [/^ (?:sku|product (?:code|sku|id|2 id)|plan (?:code|id)|product list|title) $/, 0.75],
];

export const quantityNames: readonly NamePattern[] = [
  [/^ (?:quantity|qty|menge|anzahl|seats?|licen[cs]es?|users?|units?|lizenzen|nutzer|benutzer|plätze|sitze|stück|stückzahl|anzahl (?:der )?(?:lizenzen|nutzer|benutzer|plätze|sitze)|seat count|user count|licen[cs]e count|no of (?:seats|users|licen[cs]es)|number of (?:seats|users|licen[cs]es)|(?:contracted|purchased|total|billed|paid) (?:seats|users|licen[cs]es|quantity)) $/, 0.9],
];

export const discountNames: readonly NamePattern[] = [[/ (?:discounts?|rebate)(?: applied)?(?: percentage| percent| pct| rate| amount| value)? $|^ (?:percent|pct) (?:off|discount) $|^ (?:rabatt|nachlass|preisnachlass|remise)(?: (?:prozent|betrag))? $/, 0.9]];

export const oneTimeNames: readonly NamePattern[] = [
  [/ (?:set ?up|install|installation|onboarding|implementation|activation|training|migration|consulting|one time|one off|non recurring|professional services)(?: (?:fees?|costs?|charges?|amount|price|services?|revenue))? $/, 0.9],
  [/ (?:einrichtung|einrichtungs|setup|einmal|einmalige?|aktivierungs|installations) ?(?:gebühr|gebühren|kosten|betrag|preis|pauschale) $| einrichtung $/, 0.9],
];

export const spanNames: readonly NamePattern[] = [
  [/^ (?:per|amount per|price per|per period|price period|rate per) $/, 0.97],
  [/ (?:billing|bill|invoice|invoicing|payment|price|pricing|charge|subscription|recurring|renewal|plan)? ?(?:frequency|interval|cadence|cycle|interval unit) $/, 0.9],
  [/^ (?:zahlungs|abrechnungs|rechnungs)(?:weise|intervall|rhythmus|turnus|zeitraum|periode|zyklus) $|^ (?:intervall|turnus|abrechnung|périodicité|fréquence) $/, 0.9],
  [/ (?:billing|bill|price|pricing|charge|subscription) (?:period|term|terms|schedule) $|^ (?:recurringbillingfrequency|billingfrequency|period|billing|billed|interval unit|period unit) $/, 0.85],
];

export const termNames: readonly NamePattern[] = [
  [/^ (?:contract |subscription |initial |deal |order )?(?:term|duration|length|term length|contract length)(?: length)?(?: in)?(?: months?| mos?| mths?| m| years?| yrs?)? $|^ (?:months|term months|number of months|no of months|months in term|length in months|term in months|contract months|contractterm|(?:vertrags|mindest)?laufzeit(?: (?:in )?(?:monate|monaten|jahre|jahren))?) $/, 0.9],
];

export const statusNames: readonly NamePattern[] = [
  [/^ (?:[a-z]+ )?(?:status|state|stage|stage name|dealstage|lifecycle stage) $/, 0.9],
  [/^ (?:is )?(?:churn|churned|cancell?ed|deleted|archived|inactive|lost|active|closed won|won|live|fivetran deleted)(?: flag)? $/, 0.9],
];

export const kindNames: readonly NamePattern[] = [[/^ (?:kind|type|charge type|line type|revenue type|item type|product type|subscription type|fee type|category|recurring|is recurring|usage type|billing type) $/, 0.85]];

/** How surely the patterns name this column: 0 where none does. */
const namedBy = (look: ColumnLook, patterns: readonly NamePattern[]): number => patterns.find(([pattern]) => pattern.test(look.words))?.[1] ?? 0;

/** Those that the patterns name, the surest first, else in the order of the table. */
export function bestNamed(looks: readonly ColumnLook[], patterns: readonly NamePattern[]): { look: ColumnLook; sureness: number }[] {
  return looks.map((look) => ({ look, sureness: namedBy(look, patterns) })).filter((each) => each.sureness > 0).sort((a, b) => b.sureness - a.sureness);
}
