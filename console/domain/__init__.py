"""What is true about messaging without a clock, a disk, a network or a screen."""
