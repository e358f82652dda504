namespace Accounting.Tokenization.Json;

/// <summary>Why a text could not be indexed.</summary>
public enum JsonErrorKind
{
    None = 0,
    /// <summary>Not JSON.</summary>
    Invalid = 1,
    /// <summary>Nested deeper than <see cref="JsonIndex.DepthMax"/>.</summary>
    TooDeep = 2,
    /// <summary>More values than <see cref="JsonIndex.ValuesMax"/>.</summary>
    TooManyValues = 3,
}

/// <summary>What was wrong with a text, and where.</summary>
/// <param name="Kind">What was wrong.</param>
/// <param name="Offset">The byte at which it was found.</param>
/// <param name="Message">For a person.</param>
public readonly record struct JsonError(JsonErrorKind Kind, long Offset, string Message);
