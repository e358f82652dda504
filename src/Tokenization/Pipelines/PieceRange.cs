namespace Accounting.Tokenization.Pipelines;

/// <summary>A piece of a text, in bytes.</summary>
internal readonly record struct PieceRange(int Start, int End);
