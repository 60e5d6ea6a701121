"""How we know that it is right: kinds of checks, and which planted bug each of them catches.

A check takes a set of implementations: anything that has `output_size`, `im2col`, `col2im`, `Convolution` and
`Pooling`, such as `cnnlib` itself or what `museum.implementations` makes. One module holds one kind of check.
"""
