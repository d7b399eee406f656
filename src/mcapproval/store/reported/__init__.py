"""What reports ask: a page of thin rows, or sums, each made in the database."""
