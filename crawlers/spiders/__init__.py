"""One spider class a CMS family; its module's name is the family's, and what a site's TOML says under `family`."""
