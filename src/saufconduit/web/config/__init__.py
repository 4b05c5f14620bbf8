"""Settings of the web application, read once from the environment."""
