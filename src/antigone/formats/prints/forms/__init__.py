"""One file for each print: its content as a plain value, its composition into blocks, and a plainly invented sample."""
