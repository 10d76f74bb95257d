"""The web door: routes that parse a request, call a room below, and answer in JSON; it decides nothing."""
