"""The demo company: fictional people, products, orders and complaints, generated without a database. See `build.build_company`."""
