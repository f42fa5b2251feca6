"""What chair and HR do with a round: following it, comparing, settling consensus, closing, and reopening sheets and rounds (R5 to R11, R21)."""
