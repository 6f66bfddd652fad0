"""How the specimen files in examples/ are made from the texts in examples/source/."""
