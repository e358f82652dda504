using Accounting.Tokenization;

namespace Accounting.BatchClient.Hub;

/// <summary>Bounds of what the hub may cost.</summary>
internal sealed record HubLimits
{
    public static readonly HubLimits Default = new();

    /// <summary>Largest file. Default: what the tokenizers take.</summary>
    public long FileBytesMax { get; init; } = TokenizerLimits.FileBytesMax;

    /// <summary>Longest wait for an answer or for the next bytes of one. Default: 30 seconds.</summary>
    public TimeSpan StallMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait that an answer of 429 or 503 may ask for; with more the command stops. Default: 2 minutes.</summary>
    public TimeSpan RetryAfterMax { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Wait before the second attempt where the answer names none; twice as long before each further one. Default: 1 second.
    /// </summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait for another process that downloads the same. Default: 5 minutes.</summary>
    public TimeSpan LockMax { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Attempts at one address. Default: 4.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>Redirects of one request. Default: 5.</summary>
    public int Redirects { get; init; } = 5;
}
