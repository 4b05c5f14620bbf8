"""The web application: pages, accounts, storage of dossiers."""
