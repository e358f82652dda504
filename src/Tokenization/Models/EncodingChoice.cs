namespace Accounting.Tokenization.Models;

/// <summary>The encoding to count a model's text with.</summary>
/// <param name="EncodingName">One of the encodings' names: <c>o200k_base</c>, ...</param>
/// <param name="IsKnown">Whether the model really uses it. Where not, the count is an estimate.</param>
public readonly record struct EncodingChoice(string EncodingName, bool IsKnown);
