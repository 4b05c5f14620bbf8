"""The register of accesses, patients checked against it: reads the registry, stores nothing."""
