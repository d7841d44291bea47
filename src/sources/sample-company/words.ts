/** The words of which the sample company's customers are made. Invented: no customer is meant to be a real firm. */

export interface Region {
  name: string;
  currency: "USD" | "EUR" | "GBP";
  /** What a firm there writes after its name. */
  legal: readonly string[];
  weight: number;
}

export const regions: readonly Region[] = [
  { name: "North America", currency: "USD", legal: [", Inc.", " LLC", " Corp."], weight: 46 },
  { name: "UK & Ireland", currency: "GBP", legal: [" Ltd", " plc"], weight: 20 },
  { name: "DACH", currency: "EUR", legal: [" GmbH", " AG"], weight: 14 },
  { name: "Benelux & Nordics", currency: "EUR", legal: [" BV", " AB", " Oy"], weight: 12 },
  { name: "Asia Pacific", currency: "USD", legal: [" Pty Ltd", " Pte. Ltd."], weight: 8 },
];

/** Industry -> what its firms call themselves. */
export const industries: readonly { name: string; trades: readonly string[]; weight: number }[] = [
  { name: "Logistics", trades: ["Logistics", "Freight", "Haulage", "Warehousing", "Couriers", "Shipping"], weight: 14 },
  { name: "Healthcare", trades: ["Clinics", "Dental Group", "Diagnostics", "Care Homes", "Pharmacies", "Physiotherapy"], weight: 12 },
  { name: "Manufacturing", trades: ["Instruments", "Fabrication", "Castings", "Packaging", "Ceramics", "Tooling"], weight: 16 },
  { name: "Retail", trades: ["Outfitters", "Homeware", "Grocers", "Garden Centres", "Cycles", "Stationers"], weight: 12 },
  { name: "Financial services", trades: ["Insurance Brokers", "Leasing", "Wealth Advisers", "Mutual", "Payroll", "Accountants"], weight: 12 },
  { name: "Education", trades: ["Academies", "Language Schools", "Tutoring", "College", "Publishing", "Nurseries"], weight: 8 },
  { name: "Hospitality", trades: ["Hotels", "Kitchens", "Catering", "Breweries", "Bakeries", "Resorts"], weight: 8 },
  { name: "Construction", trades: ["Builders", "Joinery", "Roofing", "Surveyors", "Architects", "Scaffolding"], weight: 8 },
  { name: "Media", trades: ["Studios", "Press", "Broadcast", "Printworks", "Film Post", "Events"], weight: 5 },
  { name: "Energy", trades: ["Solar", "Boilers", "Heat Networks", "Metering", "Wind Repair", "Batteries"], weight: 5 },
];

export const firstWords = [
  "Alder", "Amber", "Ashen", "Birch", "Bramble", "Bronze", "Cedar", "Chalk", "Clover", "Cobalt", "Copper", "Coral", "Crimson", "Dapple",
  "Ember", "Fallow", "Fennel", "Flint", "Foxglove", "Garnet", "Gorse", "Hazel", "Heather", "Hollow", "Indigo", "Ivory", "Juniper",
  "Kestrel", "Larch", "Lichen", "Linden", "Madder", "Maple", "Marram", "Merlin", "Mossy", "Nettle", "Ochre", "Olive", "Osprey", "Pebble",
  "Pewter", "Plover", "Quince", "Reed", "Rowan", "Russet", "Saffron", "Sedge", "Slate", "Sorrel", "Swallow", "Tawny", "Teal", "Thistle",
  "Umber", "Velvet", "Walnut", "Willow", "Wren", "Yarrow",
] as const;

export const secondWords = [
  "Abbey", "Anchor", "Anvil", "Arch", "Banner", "Barrow", "Basket", "Beacon", "Bell", "Bobbin", "Cabin", "Causeway", "Chapel", "Cobble",
  "Compass", "Cottage", "Cradle", "Dovecote", "Drum", "Ferry", "Fiddle", "Forge", "Gable", "Granary", "Harrow", "Hatch", "Hearth",
  "Jetty", "Kettle", "Kiln", "Ladder", "Lantern", "Loom", "Mallet", "Mill", "Needle", "Orchard", "Paddock", "Parasol", "Pier", "Plough",
  "Pulley", "Quay", "Quill", "Rafter", "Rudder", "Saddle", "Sextant", "Shuttle", "Sickle", "Spindle", "Stile", "Sundial", "Tannery",
  "Terrace", "Thimble", "Tiller", "Trellis", "Wharf", "Wicket", "Windlass",
] as const;

export const surnames = [
  "Abernethy", "Amadi", "Arkwright", "Bellweather", "Brandvold", "Cassidy", "Castellan", "Drummond", "Eastlake", "Fairbourne", "Farrow",
  "Galloway", "Grieve", "Hartwell", "Haverstock", "Hollis", "Ibarra", "Jessop", "Kaplan", "Kerrigan", "Lindqvist", "Lowther", "Marlow",
  "Mbeki", "Moncrieff", "Nakamura", "Novak", "Okafor", "Osei", "Pemberton", "Pruett", "Quayle", "Ravensdale", "Rosenthal", "Sandoval",
  "Selwyn", "Strand", "Tavener", "Thorsen", "Underhill", "Vandermeer", "Wainwright", "Whitlock", "Yamada", "Zeller",
] as const;

export const placeRoots = [
  "Aldwick", "Barrowby", "Carrow", "Dunmere", "Elmhurst", "Farleigh", "Glenross", "Harlow", "Inverkip", "Kelmarsh", "Langmere", "Marsden",
  "Northam", "Ottery", "Pennard", "Rosedale", "Saltmere", "Tarnside", "Upwell", "Westmarch", "Wyndale",
] as const;

export const placeEndings = ["Bay", "Bridgeway", "Common", "Cross", "Heights", "Junction", "Moor", "Point", "Reach", "Valley", "Vale"] as const;

/** What tells the firms of a group apart, and where they sit. */
export const groupAreas: readonly { area: string; region: string }[] = [
  { area: "Nordics", region: "Benelux & Nordics" },
  { area: "Canada", region: "North America" },
  { area: "Ireland", region: "UK & Ireland" },
  { area: "Austria", region: "DACH" },
  { area: "Pacific", region: "Asia Pacific" },
  { area: "Midwest", region: "North America" },
  { area: "Benelux", region: "Benelux & Nordics" },
  { area: "Scotland", region: "UK & Ireland" },
];

export const cities = [
  "Aarhus", "Antwerp", "Bath", "Boise", "Bremen", "Bristol", "Cork", "Dayton", "Dresden", "Dundee", "Exeter", "Fargo", "Ghent", "Graz",
  "Hobart", "Leeds", "Lincoln", "Malmö", "Omaha", "Perth", "Reno", "Salem", "Tampere", "Toledo", "Tulsa", "Utrecht", "York", "Zwolle",
] as const;

export const csms = ["Maya Lindgren", "Tom Adeyemi", "Priya Raman", "Daniel Brandt", "Sofia Marchetti", "Grace Whitfield"] as const;

export const cancelReasons = [
  "Price", "Moved to a competitor", "Budget cut", "Not adopted by the team", "Acquired, uses the parent's system", "Closed down",
  "Missing feature", "Built their own",
] as const;
