"""The flow table, the readers that make it, the store and catalogue of datasets, the queries."""
