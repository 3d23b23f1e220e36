"""Elections: what is chosen among, what a ballot says, how ties are settled, and the count of them all."""
