"""What alignment reaches: quality on annotated pairs, a tier from a cold process, speed at the scale of a country."""
