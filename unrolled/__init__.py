"""The instruments of the book: what draws, steps, grades, and proves. They know cnnlib; cnnlib knows none of them."""
