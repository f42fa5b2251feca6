"""What changes sheets and consensus ratings: writing, handing back, settling."""
