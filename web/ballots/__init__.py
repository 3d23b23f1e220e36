"""What voters and secretaries read of each way to vote: its words, its ballot, what a ballot said."""
