"""Reports: records into the frozen contexts of documents."""
