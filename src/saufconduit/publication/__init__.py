"""The registry as open data: a site to read offline, with its files for machines."""
