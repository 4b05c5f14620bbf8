"""Commands of the web application, which the command line finds by name without importing them before."""
