"""Evidence other than DNA, as likelihood ratios with stated error rates. Pure: values in, numbers out."""
