namespace Accounting.Tokenization.Images;

/// <summary>Pixels of an image, each side from 0 to 2^32 - 1.</summary>
public readonly record struct ImageSize(long Width, long Height);
