/** Names of streets, and the kinds of street that any of them can be. */

export const STREET_NAMES: readonly string[] = `
Maple Oak Cedar Pine Elm Walnut Chestnut Birch Willow Spruce Hickory Magnolia Sycamore Juniper Laurel
Hawthorn Aspen Poplar Alder Hazel Linden Cypress Redwood Mulberry Dogwood Cherry Orchard Meadow Prairie
Garden Grove Forest Park Hill Valley Ridge Summit Highland Canyon Mesa Lake River Brook Creek Spring
Harbor Bay Shore Beach Island Mill Bridge Church School College Library Market Mercantile Foundry Quarry
Railroad Station Depot Canal Ferry Lighthouse Main Center Front Water Court Washington Jefferson Adams
Madison Monroe Jackson Lincoln Grant Franklin Hamilton Lafayette Clinton Harrison Cleveland Monarch
Liberty Union Congress Commerce Industrial Pioneer Frontier Heritage Colonial Sunset Sunrise Morning
Evergreen Clover Heather Primrose Rosewood Ivy Violet Lavender Sage Amber Copper Silver Granite Marble
Slate Falcon Heron Robin Cardinal Swallow Fox Deer Elk Bayberry Windmill Stonegate Kingsley Ashby
Fairview Lakeview Riverside Northgate Southgate Westbrook Eastwood Brookfield Thornton Whitman Emerson`
  .trim()
  .split(/\s+/);

export const STREET_KINDS: readonly string[] = [
  "Street",
  "Street",
  "Avenue",
  "Avenue",
  "Road",
  "Drive",
  "Lane",
  "Court",
  "Place",
  "Boulevard",
  "Way",
  "Terrace",
];
