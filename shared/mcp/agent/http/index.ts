export { type DoorOptions, HttpDoor, type Link, type Route } from "./door.js";
export { hostRoutes, type RouteOptions } from "./routes.js";
