"""The demonstration: invented people, candidates and scores, put into a database of its own by the product's own actions."""
