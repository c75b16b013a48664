/** What names of companies are made of. Words of letters only: their domains are built from them. */

export const COMPANY_STEMS: readonly string[] = `
Northwind Bluepeak Silverline Redstone Greenfield Ironwood Copperleaf Stonebridge Brightwater Clearbrook
Highmark Lakeshore Riverbend Summit Pinnacle Harborview Meridian Horizon Keystone Cornerstone Beacon
Lighthouse Compass Anchor Mariner Voyager Pathfinder Trailhead Evergreen Juniper Sequoia Cypress Willow
Alder Hazel Thistle Clover Primrose Foxglove Heron Kestrel Falcon Osprey Swallow Sparrow Wren Otter
Badger Bison Mustang Granite Basalt Quartz Amber Cobalt Indigo Crimson Saffron Marigold Solstice Equinox
Aurora Zenith Nimbus Cirrus Tempest Zephyr Cascade Tidewater Driftwood Saltbox Millstone Hearthstone
Lantern Ember Kindle Foundry Anvil Loom Spindle Cartwright Fletcher Mason Harvest Orchard Granary Prairie
Tundra Mesa Canyon Delta Fjord Atlas Orion Vega Lyra Polaris Halcyon`
  .trim()
  .split(/\s+/);

export const COMPANY_KINDS: readonly string[] = `
Logistics Foods Supply Partners Labs Systems Software Analytics Media Design Studio Books Outfitters
Hardware Electronics Energy Solar Health Dental Pharmacy Clinic Insurance Capital Lending Travel Hotels
Catering Bakery Coffee Market Motors Cycles Transport Freight Builders Realty Interiors Textiles Apparel
Toys`
  .trim()
  .split(/\s+/);

/** Mostly none. */
export const COMPANY_FORMS: readonly string[] = ["", "", "", " Inc.", " LLC", " Co.", " Group"];
