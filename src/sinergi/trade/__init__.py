"""The flow table, its readers, and the store of datasets with their origin."""
